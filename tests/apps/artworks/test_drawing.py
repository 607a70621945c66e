"""A drawing on screen is kept while it is made, once, by one hand at a time, and becomes a work."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

import factories
from core.strokes.drawn_logs import every_tool
from factories import NOON
from pentimento.core.kernel.errors import Conflict, Invalid, NeedsConsent, NotFound, Refused, TooLarge
from pentimento.core.strokes import Begin, End, Paper, Sample, Samples, Texture, Tool, write_events, write_log
from pentimento.core.strokes.render import render
from pentimento.practice.artworks import actions, queries, rules
from pentimento.practice.artworks.models import Artwork, Drawing, DrawingPiece, Photograph
from pentimento.trust import audit, vault
from pentimento.trust.consent.actions import withdraw
from pentimento.trust.consent.models import Act

LOG = every_tool(width=160, height=120)
CONTENT = write_log(LOG)
SHEET = write_log([Paper(0, 160, 120, 0xFFFFFF, Texture.SMOOTH)])


@pytest.fixture
def drawing(cast: Any) -> Drawing:
    session = factories.encounter(cast.client, cast.lead)
    return actions.begin_drawing(encounter=session, by=cast.lead, at=NOON)


def add(drawing: Drawing, cast: Any, offset: int, content: bytes) -> Drawing:
    found = queries.drawing_for(cast.lead, cast.chart, drawing.public_id)
    return actions.add_to_drawing(drawing=found, offset=offset, content=content, by=cast.lead, at=NOON)


def finish(drawing: Drawing, cast: Any) -> Artwork:
    found = queries.drawing_for(cast.lead, cast.chart, drawing.public_id)
    return actions.finish_drawing(drawing=found, media="On screen", by=cast.lead, at=NOON)


def stroke(at: int, *, x: int = 320) -> bytes:
    run = tuple(Sample(x + 16 * n, 320 + 8 * n, at + n, 200) for n in range(20))
    return write_events([Begin(at, Tool.INK, 0, 96, 255), Samples(run), End(at + 20)])


def log(drawing: Drawing, cast: Any) -> bytes:
    return queries.log_of(queries.drawing_for(cast.lead, cast.chart, drawing.public_id))


def test_what_comes_in_pieces_is_one_log(drawing: Drawing, cast: Any) -> None:
    whole = SHEET
    add(drawing, cast, 0, SHEET)
    for second in range(1, 40):
        piece = stroke(second * 1000)
        add(drawing, cast, len(whole), piece)
        whole += piece
    assert log(drawing, cast) == whole


def test_an_hour_is_no_heap_of_files(drawing: Drawing, cast: Any, home: Any) -> None:
    grown = add(drawing, cast, 0, SHEET)
    for second in range(1, 30):
        grown = add(drawing, cast, grown.length, stroke(second * 1000))
    assert DrawingPiece.of_chart(cast.chart).count() == 1
    more = b"".join(stroke(40_000 + n * 20) for n in range(400))
    grown = add(drawing, cast, grown.length, more)
    assert DrawingPiece.of_chart(cast.chart).count() == 2
    grown = add(drawing, cast, grown.length, stroke(90_000))
    assert len(log(drawing, cast)) == grown.length
    assert queries.drawings.written_from(grown, 900, 1100) == log(drawing, cast)[900:1100]


def test_the_log_lies_locked(drawing: Drawing, cast: Any, home: Any) -> None:
    add(drawing, cast, 0, CONTENT)
    files = [path.read_bytes() for path in (home / "files").rglob("*") if path.is_file()]
    assert files and not any(b"PNTS" in content for content in files)


def test_a_lost_answer_costs_nothing(drawing: Drawing, cast: Any) -> None:
    add(drawing, cast, 0, SHEET)
    add(drawing, cast, len(SHEET), stroke(1000))
    again = add(drawing, cast, len(SHEET), stroke(1000) + stroke(2000))
    assert again.length == len(SHEET + stroke(1000) + stroke(2000))
    assert log(drawing, cast) == SHEET + stroke(1000) + stroke(2000)


def test_two_pages_on_one_sheet_do_not_write_over_each_other(drawing: Drawing, cast: Any) -> None:
    add(drawing, cast, 0, SHEET)
    add(drawing, cast, len(SHEET), stroke(1000))
    with pytest.raises(Conflict, match="another window"):
        add(drawing, cast, len(SHEET), stroke(1000, x=640))
    assert log(drawing, cast) == SHEET + stroke(1000)


def test_who_looked_before_the_other_wrote_is_told_too(drawing: Drawing, cast: Any) -> None:
    stale = queries.drawing_for(cast.lead, cast.chart, drawing.public_id)
    add(drawing, cast, 0, SHEET)
    with pytest.raises(Conflict, match="another window"):
        other = write_log([Paper(0, 200, 120, 0, Texture.ROUGH)])
        actions.add_to_drawing(drawing=stale, offset=0, content=other, by=cast.lead, at=NOON)
    same = actions.add_to_drawing(drawing=stale, offset=0, content=SHEET, by=cast.lead, at=NOON)
    assert same.length == len(SHEET)


def test_a_gap_is_refused(drawing: Drawing, cast: Any) -> None:
    with pytest.raises(Conflict, match="did not arrive"):
        add(drawing, cast, 10, stroke(1))


@pytest.mark.parametrize("content", [b"GIF89a", SHEET + b"\x09", SHEET + stroke(5) + stroke(1), SHEET[:-1]])
def test_what_is_no_drawing_is_refused_and_leaves_nothing(drawing: Drawing, cast: Any, content: bytes) -> None:
    with pytest.raises(Invalid, match="not a drawing"):
        add(drawing, cast, 0, content)
    assert log(drawing, cast) == b"" and not DrawingPiece.of_chart(cast.chart).exists()


def test_a_log_has_an_end(drawing: Drawing, cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "DRAWING_MOST", len(SHEET) + 5)
    add(drawing, cast, 0, SHEET)
    with pytest.raises(TooLarge, match="Finish it"):
        add(drawing, cast, len(SHEET), stroke(1))


def test_finished_it_hangs_as_it_was_drawn(drawing: Drawing, cast: Any) -> None:
    add(drawing, cast, 0, CONTENT)
    work = finish(drawing, cast)
    original = vault.read(Photograph.of_chart(cast.chart).get(artwork=work).original)
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(original))), render(LOG))
    assert (work.encounter_id, work.media) == (drawing.encounter_id, "On screen")
    found = queries.drawing_of(cast.lead, work)
    assert found == drawing and queries.log_of(found) == CONTENT
    assert audit.events_of(drawing) == [audit.Event.DRAWING_BEGUN, audit.Event.DRAWING_FINISHED]


def test_finished_twice_is_one_work_and_takes_no_more(drawing: Drawing, cast: Any) -> None:
    add(drawing, cast, 0, SHEET + stroke(10))
    assert finish(drawing, cast) == finish(drawing, cast)
    assert Artwork.of_chart(cast.chart).count() == 1
    with pytest.raises(Refused, match="finished"):
        add(drawing, cast, len(SHEET + stroke(10)), stroke(100))
    assert add(drawing, cast, 0, SHEET).length == len(SHEET + stroke(10))  # what came already came already


def test_an_empty_sheet_is_no_work(drawing: Drawing, cast: Any) -> None:
    with pytest.raises(Invalid, match="nothing on this sheet"):
        finish(drawing, cast)
    add(drawing, cast, 0, SHEET)
    with pytest.raises(Invalid, match="nothing on this sheet"):
        finish(drawing, cast)
    assert queries.open_drawings(cast.lead, drawing.encounter) == [drawing]


def test_without_consent_nothing_is_drawn_or_kept(drawing: Drawing, cast: Any) -> None:
    add(drawing, cast, 0, SHEET + stroke(10))
    [given] = factories.consent(cast.client, Act.PHOTOGRAPH, by=cast.lead)
    withdraw(decision=given, on=NOON.date(), reason="", witness="", by=cast.lead, at=NOON)
    for trying in (
        lambda: add(drawing, cast, len(SHEET + stroke(10)), stroke(100)),
        lambda: finish(drawing, cast),
        lambda: actions.begin_drawing(encounter=drawing.encounter, by=cast.lead, at=NOON),
    ):
        with pytest.raises(NeedsConsent):
            trying()
    assert log(drawing, cast) == SHEET + stroke(10)


def test_only_the_team_draws_and_others_find_nothing(drawing: Drawing, cast: Any) -> None:
    with pytest.raises(Refused, match="care team"):
        actions.add_to_drawing(drawing=drawing, offset=0, content=SHEET, by=cast.supervisor, at=NOON)
    for other in (cast.other, cast.desk):
        with pytest.raises(NotFound):
            queries.drawing_for(other, cast.chart, drawing.public_id)
    with pytest.raises(NotFound):
        queries.drawing_for(cast.other, cast.other_client.chart, drawing.public_id)
