"""The press: a drawing as a file that leaves the record. Knows logs and words, not the record.

What was typed goes in as text and comes out as text: nothing in it is read as markup.
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from pentimento.core.figures.drawing_lines import drawing_lines
from pentimento.core.kernel.errors import Unavailable
from pentimento.core.strokes import marks_of, read_log
from pentimento.core.strokes.png import png_of
from pentimento.core.strokes.render import render


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing as it goes out: its log, and the words that go with it."""

    log: bytes
    language: str
    title: str
    caption: str  # day and medium
    words: dict[str, str]  # of the player, by the names in replay.html
    script: str  # of the player


def png(sheet: Sheet) -> bytes:
    """The exact picture."""
    return png_of(render(read_log(sheet.log)))


def svg(sheet: Sheet) -> bytes:
    """Its lines, to be scaled."""
    return drawing_lines(read_log(sheet.log), title=_named(sheet)).markup.encode()


def pdf(sheet: Sheet) -> bytes:
    """The exact picture on a page of A4, as PDF/UA-1: tagged, with words for the picture.

    Raises
    ------
    Unavailable
        It cannot be set.
    """
    import typst  # 20 MB that a web process needs only now

    paper, _marks = marks_of(read_log(sheet.log))
    language, _dash, region = sheet.language.partition("-")
    told = {
        "title": _plain(sheet.title),
        "caption": _plain(sheet.caption),
        "language": language,
        "region": region,
        "flipped": paper.width > paper.height,
    }
    with TemporaryDirectory(prefix="pentimento-press-") as private:
        folder = Path(private)
        (folder / "drawing.typ").write_bytes(_part("drawing.typ"))
        (folder / "data.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        (folder / "drawing.png").write_bytes(png(sheet))
        try:
            made = typst.compile(str(folder / "drawing.typ"), root=private, format="pdf", pdf_standards="ua-1")
        except Exception as problem:
            raise Unavailable("The PDF could not be made. Take the picture as PNG meanwhile.") from problem
    return bytes(made)


def html(sheet: Sheet) -> bytes:
    """A page that plays the drawing by itself: script, style and log lie in it, and it may ask for nothing else."""
    style, script = _part("replay.css").decode(), sheet.script.replace("</", "<\\/")
    places = {
        "LANGUAGE": escape(sheet.language),
        "TITLE": escape(sheet.title),
        "CAPTION": escape(sheet.caption),
        **{name.upper(): escape(words) for name, words in sheet.words.items()},
        "POLICY": f"default-src 'none'; script-src '{_mark(script)}'; style-src '{_mark(style)}'",
        "STYLE": style,
        "LOG": b64encode(sheet.log).decode(),
        "SCRIPT": script,
    }
    pieces = _part("replay.html").decode().split("%%")
    return "".join(places[piece] if at % 2 else piece for at, piece in enumerate(pieces)).encode()


def _mark(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _named(sheet: Sheet) -> str:
    return ", ".join(part for part in (sheet.title, sheet.caption) if part)


def _plain(text: str) -> str:
    """Latin letters and common marks stay; a PDF that is read aloud may hold no sign without a letter form."""
    return "".join(s if " " <= s < "\u0250" or s in "–—‘’“”…−×·•" else f"[U+{ord(s):04X}]" for s in text)


def _part(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()


PRESSES = {"png": png, "svg": svg, "pdf": pdf, "html": html}
