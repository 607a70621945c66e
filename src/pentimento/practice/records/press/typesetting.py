"""A report as a tagged PDF (PDF/UA-1), set by typst.

Words go in as JSON and come out as text: nothing a person typed is ever read as markup. The typesetter
sees one private folder that is gone afterwards.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pentimento.core.kernel.errors import Unavailable

from .paper import Drawing, Paper, ranges, settable

ACCESSIBLE = "ua-1"
TRIES = 12
NO_LETTER = re.compile(r"the text `?\"(?P<text>.+?)\"`? could not be displayed", re.DOTALL)


def pdf(paper: Paper) -> bytes:
    """Set a report as PDF/UA-1: tagged, with language, title and words for every picture.

    A sign that no font on this machine can draw stands as its number, such as ``[U+65E5]``: a PDF that
    is read aloud may not hold signs without a letter form.

    Raises
    ------
    Unavailable
        If it cannot be set at all.
    """
    told = _told(paper)
    pictures = {f"picture-{n}.jpg": one.content for n, one in enumerate(paper.pictures)}
    if paper.drawing:
        pictures["drawing.svg"] = paper.drawing.svg.encode()
    missing: set[str] = set()
    for _ in range(TRIES):
        try:
            return _set("report.typ", _spelled(told, missing), pictures, format="pdf", pdf_standards=ACCESSIBLE)
        except Exception as problem:
            found = NO_LETTER.search(str(problem))
            if found is None:
                raise Unavailable("The PDF could not be made. Take the Word document meanwhile.") from problem
            missing |= {sign for sign in found["text"] if not sign.isascii()} or {found["text"][0]}
    return _set("report.typ", _ascii_only(told), pictures, format="pdf", pdf_standards=ACCESSIBLE)


def png(drawing: Drawing) -> bytes:
    """A figure as PNG at 200 dots an inch, for documents that cannot hold SVG."""
    return _set("drawing.typ", {"alt": drawing.alt}, {"drawing.svg": drawing.svg.encode()}, format="png", ppi=200.0)


def _set(template: str, told: Any, pictures: dict[str, bytes], **how: Any) -> bytes:
    import typst  # 20 MB that a web process needs only now

    with TemporaryDirectory(prefix="pentimento-press-") as private:
        folder = Path(private)
        (folder / template).write_bytes(files(__package__).joinpath(template).read_bytes())
        (folder / "data.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        for name, content in pictures.items():
            (folder / name).write_bytes(content)
        made = typst.compile(str(folder / template), root=private, **how)
    return bytes(made)


def _told(paper: Paper) -> dict[str, Any]:
    language, _dash, region = paper.language.partition("-")
    parts = [
        {
            "heading": part.heading,
            "flowing": part.flowing,
            "sentences": [
                {
                    "text": one.text,
                    "heading": one.heading,
                    "refs": ranges(one.refs),
                    "first": one.refs[0] if one.refs else 0,
                    "remark": one.remark,
                }
                for one in part.sentences
            ],
        }
        for part in paper.parts
    ]
    return {
        "title": paper.title,
        "language": language,
        "region": region.upper(),
        "facts": [list(fact) for fact in paper.facts],
        "parts": parts,
        "cited": [{"number": c.number, "label": c.label, "words": c.words, "remark": c.remark} for c in paper.cited],
        "fixed": paper.fixed,
        "notices": list(paper.notices),
        "drawing": {"alt": paper.drawing.alt, "caption": paper.drawing.caption} if paper.drawing else None,
        "pictures": [{"alt": one.alt, "caption": one.caption} for one in paper.pictures],
        "sealing": {"lines": list(paper.sealing.lines), "digest": paper.sealing.digest} if paper.sealing else None,
        "author": paper.author,
    }


def _each(told: Any, change: Callable[[str], str]) -> Any:
    if isinstance(told, str):
        return change(told)
    if isinstance(told, list):
        return [_each(one, change) for one in told]
    if isinstance(told, dict):
        return {key: _each(one, change) for key, one in told.items()}
    return told


def _spelled(told: Any, missing: set[str]) -> Any:
    numbers = {ord(sign): f"[U+{ord(sign):04X}]" for sign in missing}
    return _each(told, lambda text: settable(text).translate(numbers))


def _ascii_only(told: Any) -> Any:
    """The last resort: Latin letters and common marks stay, everything else stands as its number."""

    def plain(text: str) -> str:
        return "".join(s if s < "\u0250" or s in "–—‘’“”…−×·•" else f"[U+{ord(s):04X}]" for s in settable(text))

    return _each(told, plain)
