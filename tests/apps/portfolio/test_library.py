"""Files of references come in whole or not at all; a second import adds nothing."""

from __future__ import annotations

import pytest

import factories
from factories import NOON
from pentimento.core.kernel.errors import Invalid, NotFound
from pentimento.profession.portfolio.actions import hours
from pentimento.profession.portfolio.actions.library import import_references, tie, untie
from pentimento.profession.portfolio.models import Reference
from pentimento.profession.portfolio.queries import library as queries
from pentimento.profession.portfolio.rules.library import WRITERS, Fate, Format, read
from pentimento.trust.people.models import Person

pytestmark = pytest.mark.django_db
TWO = """@article{a, title={Clay and grief}, author={Lind, Bo}, year=2019, doi={10.1000/abc}}
@book{b, title={The quiet studio}, author={Grün, Ada}, year=2010}"""


@pytest.fixture
def ada() -> Person:
    return factories.person()


def test_a_file_is_imported_once(ada: Person) -> None:
    first = import_references(text=TWO, by=ada, at=NOON)
    again = import_references(text=TWO + "\n@misc{c, title={New}}", by=ada, at=NOON)
    assert (len(first.added), first.known) == (2, 0)
    assert (len(again.added), again.known) == (1, 2)


def test_a_mistake_anywhere_leaves_the_library_as_it_was(ada: Person) -> None:
    with pytest.raises(Invalid, match="Line 3"):
        import_references(text=TWO + "\n@misc{c, year={2001}}", by=ada, at=NOON)
    with pytest.raises(Invalid, match=r"Line 3: the volume is longer"):
        import_references(text=TWO + "\n@misc{c, title={T}, volume={" + "v" * 41 + "}}", by=ada, at=NOON)
    assert not Reference.objects.exists()


def test_a_preview_says_what_is_new_and_what_is_known(ada: Person) -> None:
    import_references(text=TWO, by=ada, at=NOON)
    other = "@article{x, title={Something else}, doi={10.1000/ABC}}\n@misc{y, title={New}}\n@misc{z, title={new.}}"
    looked = queries.compared_with_shelf(read(other)[1])
    assert [one.fate for one in looked] == [Fate.KNOWN, Fate.NEW, Fate.TWICE]
    assert looked[0].like == "Clay and grief"


def test_the_library_is_searched_without_regard_to_accents_and_order(ada: Person) -> None:
    import_references(text=TWO, by=ada, at=NOON)
    assert [row.title for row in queries.shelf(search="studio GRUN")] == ["The quiet studio"]
    assert [row.title for row in queries.shelf(kind="article")] == ["Clay and grief"]
    assert list(queries.shelf(search="music")) == []


@pytest.mark.parametrize("written", [Format.BIBTEX, Format.RIS])
def test_what_leaves_the_library_comes_back_the_same(ada: Person, written: Format) -> None:
    import_references(text=TWO, by=ada, at=NOON)
    text = WRITERS[written](queries.all_entries())
    assert {one.fate for one in queries.compared_with_shelf(read(text)[1])} == {Fate.KNOWN}


def test_a_reading_is_tied_to_what_is_ones_own(ada: Person) -> None:
    (reference, _other) = import_references(text=TWO, by=ada, at=NOON).added
    entry = hours.log_learning(
        on=NOON.date(), title="Read it", kind="reading", topic="research", minutes=60, entry_key="k", by=ada, at=NOON
    )
    tied = tie(to=reference, kind="learning", reference=entry.public_id, words="For Ida", by=ada, at=NOON)
    assert queries.read_for(ada, reference) == [tied]
    stranger = factories.person()
    assert queries.read_for(stranger, reference) == []
    with pytest.raises(NotFound):
        tie(to=reference, kind="learning", reference=entry.public_id, words="", by=stranger, at=NOON)
    untie(tied=tied, by=ada, at=NOON)
    assert queries.read_for(ada, reference) == []


def test_a_reading_is_tied_to_a_plan_only_where_the_record_is_open(ada: Person) -> None:
    (reference, _other) = import_references(text=TWO, by=ada, at=NOON).added
    client = factories.client(ada)
    wanted = {"to": reference, "kind": "plan", "reference": "p" * 22, "place": client.chart.public_id, "words": ""}
    assert tie(**wanted, by=ada, at=NOON)
    with pytest.raises(NotFound):
        tie(**wanted, by=factories.person(), at=NOON)
