"""A slip in a scoring file is a slip in every score: the file is read strictly."""

from __future__ import annotations

from copy import deepcopy

import pytest

from pentimento.core.kernel.errors import Invalid, NotFound
from pentimento.core.reference.shelf import shipped
from pentimento.core.scoring.instruments import Direction, instrument, instruments
from pentimento.core.scoring.reading import read_instrument

SHELF = shipped("instruments")
SOURCE = SHELF.source("phq-9.toml")


def changed(*path: str | int, to: object) -> dict:
    """The PHQ-9 file with one value replaced, added, or (``...``) removed."""
    raw = deepcopy(SHELF.toml("phq-9.toml"))
    place = raw
    for step in path[:-1]:
        place = place[step]
    if to is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return raw


SLIPS = [
    (("caseness",), ..., "lacks caseness"),
    (("colour",), "red", "unknown entries: colour"),
    (("title",), 9, "title is not of the right kind"),
    (("title",), "  ", "title is empty"),
    (("caseness",), "10", "caseness is not a number"),
    (("caseness",), True, "caseness is not a number"),
    (("caseness",), float("nan"), "caseness is not a number"),
    (("caseness",), 0, "cut lies outside"),
    (("caseness",), 28, "cut lies outside"),
    (("weeks",), 0, "weeks is not 1 or more"),
    (("direction",), "up", "direction is neither"),
    (("answers",), [0, 1, 2], "totals from 0 to 18"),
    (("answers",), [3, 2, 1, 0], "answers do not ascend"),
    (("answers",), [0, 1, "2", 3], "not a whole number"),
    (("total",), [0, 28], "totals from 0 to 27"),
    (("total",), [0], "lowest and a highest"),
    (("items",), [], "not numbered"),
    (("items",), ["interest"], "not a list of tables"),
    (("items", 3, "number"), 5, "not numbered 1, 2, 3"),
    (("items", 3, "key"), "mood", "share a key"),
    (("items", 3, "loinc"), "44250-9", "share a key or a code"),
    (("items", 3, "text"), "words of others", "unknown entries: text"),
    (("bands", 0, "from"), 1, "bands do not ascend"),
    (("bands", 2, "from"), 4, "bands do not ascend"),
    (("bands", 4, "from"), 28, "bands do not ascend"),
    (("bands", 4, "key"), "mild", "share a name"),
    (("missing", "most"), 5, "fewer than half"),
    (("missing", "most"), -1, "fewer than half"),
    (("missing", "source"), "", "source is empty"),
    (("change", "reliability"), 1.0, "reliability"),
    (("change", "sd"), 0, "standard deviation"),
    (("change", "points"), 0, "threshold"),
    (("change", "others"), [{"points": 99, "source": "x"}], "threshold"),
    (("change", "population"), ..., "lacks population"),
    (("safety", "item"), 10, "safety item"),
    (("safety", "from"), 4, "safety item"),
    (("loinc", "panel"), ..., "lacks panel"),
    (("licence", "terms"), ..., "lacks terms"),
]


@pytest.mark.parametrize("path, value, sentence", SLIPS, ids=[f"{path[-1]}: {why}" for path, _, why in SLIPS])
def test_a_slip_is_found_and_named(path, value, sentence):
    with pytest.raises(Invalid, match=sentence) as refused:
        read_instrument(changed(*path, to=value), SOURCE)
    assert "phq-9" in str(refused.value)


def test_a_safety_item_is_optional():
    assert read_instrument(changed("safety", to=...), SOURCE).safety is None


def test_what_ships():
    assert [known.key for known in instruments()] == ["gad-7", "phq-9"]
    phq, gad = instrument("phq-9"), instrument("gad-7")
    assert (len(phq.items), phq.highest, phq.panel, phq.total_code) == (9, 27, "44249-1", "44261-6")
    assert (len(gad.items), gad.highest, gad.panel, gad.total_code) == (7, 21, "69737-5", "70274-6")
    assert phq.direction is gad.direction is Direction.HIGHER_IS_WORSE
    assert len(phq.source.sha256) == 64


def test_an_unknown_measure_is_not_found():
    for key in ("core-10", "", "../phq-9", "SOURCE"):
        with pytest.raises(NotFound):
            instrument(key)
