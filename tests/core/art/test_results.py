"""What is stored and shown: every number whole, with its limits, and drawn over the picture."""

from __future__ import annotations

import csv
import json
import re

import numpy as np
import pytest

from cast import REPOSITORY, shared
from core.art.drawn import bar, box, disc, paper, photographed, scene
from pentimento.core.art.elements import ELEMENTS, Measurement, measure, measure_sheet, overlay
from pentimento.core.art.names import COLOUR_NAMES
from pentimento.core.art.overlay import Cell, Line, Polygon
from pentimento.core.art.results import SENTENCES, Reason
from pentimento.core.art.sheet import read_sheet
from pentimento.core.kernel.errors import Invalid

PICTURES = {"scene": scene(), "photo": photographed(scene()), "bar": bar(30), "disc": disc(), "blank": paper()}
ABOUT_A_PERSON = re.compile(
    r"\b(indicat|depress|anxi|mood|personalit|psych|disorder|symptom|emotion|diagnos|patient|client|trauma)", re.I
)


@pytest.mark.parametrize("name", PICTURES)
def test_a_measurement_comes_back_from_storage_as_it_was(name: str) -> None:
    measurement = measure(PICTURES[name])
    stored = json.loads(json.dumps(measurement.to_json(), allow_nan=False))
    assert Measurement.from_json(stored) == measurement
    assert Measurement.from_json(stored).to_json() == measurement.to_json()


def test_stored_keys_are_stable() -> None:
    stored = measure(scene()).to_json()
    assert list(stored) == ["schema", "results"]
    assert [result["element"] for result in stored["results"]] == [
        "filled-area", "used-space", "number-of-colours", "palette", "saturation", "brightness", "symmetry", "rotation",
    ]  # fmt: skip
    assert list(stored["results"][0]) == [
        "element", "method", "unit", "range", "value", "found", "unmeasured", "on", "cannot_tell",
    ]  # fmt: skip
    assert list(stored["results"][0]["on"]) == [
        "width", "height", "scale", "surface", "evened", "paper", "paper_confidence",
    ]  # fmt: skip


def test_cannot_tell_is_stored_with_its_reason_and_no_number() -> None:
    stored = measure(disc()).to_json()["results"][-1]
    assert stored["value"] is None
    assert stored["found"] is None
    assert stored["unmeasured"] == {"reason": "no-axis", "sentence": SENTENCES[Reason.NO_AXIS]}


@pytest.mark.parametrize("harm", [
    lambda stored: stored.update(schema="measurement/9"),
    lambda stored: stored["results"][0].pop("on"),
    lambda stored: stored["results"][0].update(method="filled-area/99"),
    lambda stored: stored["results"][0]["found"].pop("share"),
    lambda stored: stored["results"][0].update(found=None),
])  # fmt: skip
def test_a_damaged_stored_measurement_is_refused(harm: object) -> None:
    stored = measure(bar(10)).to_json()
    harm(stored)  # type: ignore[operator]
    with pytest.raises(Invalid, match="stored measurement"):
        Measurement.from_json(stored)


@pytest.mark.parametrize("key", ELEMENTS)
def test_every_element_says_its_unit_range_method_and_limits(key: str) -> None:
    element = ELEMENTS[key]
    assert element.key == key
    assert element.label
    assert element.unit
    assert element.low < element.high
    assert element.definition.endswith(".")
    assert re.fullmatch(rf"{key}/\d+", element.method)
    assert element.cannot_tell
    assert all(sentence.endswith(".") for sentence in element.cannot_tell)


@pytest.mark.parametrize("key", ELEMENTS)
def test_every_element_has_its_page_with_method_range_and_human_agreement(key: str) -> None:
    element = ELEMENTS[key]
    page = (REPOSITORY / "docs" / "measures" / f"{element.slug}.md").read_text()
    index = (REPOSITORY / "docs" / "measures" / "README.md").read_text()
    assert page.startswith(f"# {element.label}\n")
    assert f"`{element.method}`" in page
    assert f"{element.agreement.kappa:.2f}".removeprefix("0") in page
    assert f"({element.slug}.md)" in index
    for heading in (
        "## What it is",
        "## Arithmetic",
        "## What it cannot tell",
        "## How far people agree",
        "## Sources",
    ):
        assert heading in page, heading


def test_no_word_of_ours_says_what_a_drawing_means_about_a_person() -> None:
    texts = [*SENTENCES.values()]
    for element in ELEMENTS.values():
        texts += [element.label, element.definition, *element.cannot_tell]
    pages = [(REPOSITORY / "docs" / "measures" / f"{slug}.md").read_text() for slug in (*ELEMENTS, "README")]
    names = re.compile("Front\\. Psychol\\.|Diagnostic Drawing Series")  # a journal and an instrument
    found = [match.group() for text in (*texts, *pages) for match in ABOUT_A_PERSON.finditer(names.sub("", text))]
    assert found == []


def test_human_agreement_is_the_published_one() -> None:
    path = shared("facts", "art", "formal_elements_kappa_penzes2020.csv")
    with path.open() as file:
        kappas = {row["element"]: row["kappa_final"] or row["kappa_round2"] for row in csv.DictReader(file)}
    for key, name in {
        "filled-area": "filled_area", "used-space": "used_space", "number-of-colours": "number_of_colors",
        "palette": "hue", "saturation": "color_saturation", "brightness": "color_brightness", "symmetry": "symmetry",
    }.items():  # fmt: skip
        assert ELEMENTS[key].agreement.kappa == float(kappas[name]), key


def test_colour_names_are_many_enough_and_distinct() -> None:
    assert 40 <= len(COLOUR_NAMES) <= 70
    assert len(set(COLOUR_NAMES.values())) == len(COLOUR_NAMES)


def test_overlays_cover_what_was_measured() -> None:
    sheet = read_sheet(scene())
    layers = {result.element: overlay(sheet, result) for result in measure_sheet(sheet)}
    for key in ("filled-area", "number-of-colours", "palette", "saturation", "brightness"):
        mask = layers[key].mask
        assert mask is not None
        assert mask.dtype == np.uint8
        assert mask.shape == (*sheet.ink.shape, 4)
        assert np.array_equal(mask[..., 3] > 0, sheet.ink), key
    assert len([shape for shape in layers["used-space"].shapes if isinstance(shape, Cell)]) == 9
    assert [shape.role for shape in layers["symmetry"].shapes if isinstance(shape, Line)] == ["reference", "axis"]


def test_the_outline_drawn_has_the_area_that_was_measured() -> None:
    sheet = read_sheet(scene())
    result = measure_sheet(sheet)["used-space"]
    (hull,) = [shape for shape in overlay(sheet, result).shapes if isinstance(shape, Polygon)]
    x, y = np.array(hull.points).T
    assert 50 * abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) == pytest.approx(result.value, abs=0.06)
    assert all(0 <= part <= 1 for point in hull.points for part in point)


@pytest.mark.parametrize("degrees", [-70, -10, 25, 80])
def test_the_axis_drawn_leans_as_measured_and_ends_at_the_edges(degrees: float) -> None:
    sheet = read_sheet(bar(degrees))
    axis = overlay(sheet, measure_sheet(sheet)["rotation"]).shapes[1]
    assert isinstance(axis, Line)
    (x1, y1), (x2, y2) = axis.start, axis.end
    assert np.degrees(np.arctan2(x2 - x1, y1 - y2)) == pytest.approx(degrees, abs=0.6)
    for x, y in (axis.start, axis.end):
        assert min(abs(x), abs(1 - x), abs(y), abs(1 - y)) == pytest.approx(0, abs=1e-9)


def test_cannot_tell_draws_nothing() -> None:
    sheet = read_sheet(disc())
    layer = overlay(sheet, measure_sheet(sheet)["rotation"])
    assert layer.mask is None
    assert layer.shapes == ()


def test_marks_hidden_by_one_colour_still_show_in_the_filled_layer() -> None:
    sheet = read_sheet(box(paper(), 10, 10, 50, 50))
    mask = overlay(sheet, measure_sheet(sheet)["filled-area"]).mask
    assert mask is not None
    assert (mask[..., 3] > 0).sum() == 2500
