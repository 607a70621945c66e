"""Official questionnaires come in through the exchange."""

from __future__ import annotations

import pytest

from core.scoring.forms import form_of
from factories import NOON
from pentimento.core.kernel.errors import Invalid
from pentimento.exchange.fhir.questionnaires import import_questionnaire
from pentimento.practice.outcomes import queries

pytestmark = pytest.mark.django_db


def test_a_questionnaire_is_kept_and_found_by_its_measure() -> None:
    kept = import_questionnaire(form_of(), by=None, at=NOON).form
    assert (kept.instrument, kept.title, kept.imported_by) == ("gad-7", "Made-up form", None)
    assert queries.form_for("gad-7") == kept
    assert queries.form_for("phq-9") is None


@pytest.mark.parametrize("content", [None, [], "Questionnaire", 7, {}])
def test_anything_else_is_refused_in_a_sentence(content: object) -> None:
    with pytest.raises(Invalid, match="not a FHIR Questionnaire"):
        import_questionnaire(content, by=None, at=NOON)
