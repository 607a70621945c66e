"""The drawings: the same seed draws the same picture, and every kind draws on every sort of hand."""

import numpy as np
import pytest

from pentimento.core.kernel.errors import Invalid, NotFound, OutOfRange
from pentimento.exchange.demo.drawings import KINDS, PALETTES, Age, Hand, draw
from pentimento.exchange.demo.strokes import Ground, Recording, Sample, Stroke, Tool, encode, render

HAND = Hand(Age.CHILD, PALETTES["orchard"], Tool.PENCIL, Tool.CRAYON)


def test_the_same_seed_draws_the_same_bytes():
    first, second = draw("house-tree-person", HAND, 5), draw("house-tree-person", HAND, 5)
    assert first.to_json() == second.to_json()
    assert encode(render(first, 300), "PNG") == encode(render(second, 300), "PNG")


def test_another_seed_draws_another_picture():
    first, second = (render(draw("landscape", HAND, seed), 200).astype(float) for seed in (5, 6))
    smallest = tuple(min(a, b) for a, b in zip(first.shape, second.shape, strict=True))
    difference = np.abs(first[: smallest[0], : smallest[1]] - second[: smallest[0], : smallest[1]])
    assert difference.mean() > 5


def test_a_recording_survives_being_written_and_read():
    recording = draw("mandala", HAND, 9)
    again = Recording.from_json(recording.to_json())
    assert again == recording
    assert again.to_json() == recording.to_json()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format":"other/1"}', '{"format":"pentimento-strokes/1"}'])
def test_what_is_not_a_recording_is_refused(text):
    with pytest.raises(Invalid, match="not a drawing"):
        Recording.from_json(text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("age", Age)
def test_every_kind_is_drawn_by_every_sort_of_hand(kind, age):
    tools = {Age.SMALL: Tool.CRAYON, Age.CHILD: Tool.FELT, Age.TEEN: Tool.PASTEL, Age.ADULT: Tool.BRUSH}
    recording = draw(kind, Hand(age, PALETTES["harbour"], Tool.PENCIL, tools[age]), 3)
    picture = render(recording, 160)
    assert max(picture.shape[:2]) == 160
    marked = np.abs(picture.astype(int) - np.median(picture, axis=(0, 1))).max(axis=2) > 24
    assert marked.mean() > 0.01


def test_time_only_goes_forward_and_pressure_stays_in_range():
    samples = [p for stroke in draw("tree", HAND, 4).strokes for p in stroke.samples]
    times = np.array([p.t for p in samples])
    assert (np.diff(times) >= 0).all()
    assert all(0 < p.pressure <= 1 for p in samples)


def test_a_hand_opens_slowly_over_nine_months():
    hand = Hand(Age.ADULT, PALETTES["harbour"], size=0.7, colours=0.4, freer=1.0)
    sizes = [hand.after(months).size for months in (0, 3, 6, 9, 20)]
    assert sizes == sorted(sizes)
    assert sizes[0] == 0.7
    assert sizes[3] == sizes[4]


def test_pressing_harder_leaves_more_colour():
    def line(pressure: float) -> Recording:
        samples = tuple(Sample(10 + x, 20.0, x / 50, pressure) for x in range(80))
        return Recording(100, 40, "#ffffff", (Stroke(Tool.CRAYON, "#202020", 4.0, samples),))

    light, heavy = render(line(0.2), 400), render(line(0.95), 400)
    assert heavy.mean() < light.mean() - 1


def test_a_photographed_sheet_is_not_evenly_lit():
    blank = render(Recording(200, 100, "#ffffff", (), Ground.PHOTOGRAPHED, 2), 200).astype(float)
    corners = [blank[:20, :20].mean(), blank[:20, -20:].mean(), blank[-20:, :20].mean(), blank[-20:, -20:].mean()]
    assert max(corners) - min(corners) > 4


@pytest.mark.parametrize("size", [0, 31, 6001])
def test_an_absurd_size_is_refused(size):
    with pytest.raises(OutOfRange, match="long side"):
        render(Recording(100, 100, "#ffffff", ()), size)


def test_an_unknown_kind_is_not_found():
    with pytest.raises(NotFound, match="dragon"):
        draw("dragon", HAND, 1)
