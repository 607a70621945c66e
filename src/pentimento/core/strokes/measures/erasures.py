"""Erasures: what was rubbed out, taken back or wiped."""

from __future__ import annotations

from pentimento.core.strokes.events import Erase, Redo, Undo

from .measure import Measure, Reason, Unmeasured, Values
from .record import SECOND, Record


def erasures(record: Record) -> Values | Unmeasured:
    """How often something was rubbed, taken back or wiped; each of them; what came back; and seconds of rubbing."""
    if not record.done:
        return Unmeasured(Reason.NOTHING)
    rubs = [one for one in record.touches if one.rubs]
    taken, wiped, back = (sum(isinstance(one, kind) for one in record.done) for kind in (Undo, Erase, Redo))
    return {
        "erasures": float(len(rubs) + taken + wiped),
        "rubbed": float(len(rubs)),
        "taken-back": float(taken),
        "wiped": float(wiped),
        "brought-back": float(back),
        "rubbing": sum(one.until - one.begin.at for one in rubs) / SECOND,
    }


MEASURE = Measure(
    key="erasures",
    label="Erasures",
    parts={
        "erasures": "times",
        "rubbed": "strokes of the eraser",
        "taken-back": "times undone",
        "wiped": "times the whole sheet",
        "brought-back": "times redone",
        "rubbing": "s",
    },
    low=0,
    high=None,
    method="erasures/1",
    definition="Strokes of the eraser, marks taken back and wipes of the whole sheet, added up.",
    cannot_tell=(
        "Drawing over something in the colour of the paper is not seen.",
        "Rubbing over bare paper counts; so does trying the button out.",
    ),
    references=(),
    take=erasures,
)
