"""A report as a Word document: real styles, real headings, words for every picture."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from .paper import Paper, Part, Picture, Set, ranges, settable
from .typesetting import png

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def word(paper: Paper) -> bytes:
    """Set a report as .docx. Its properties name the signer, or nobody for a draft."""
    from docx import Document  # only where somebody asks for one

    document: Any = Document()
    _properties(document, paper)
    _margins(document, paper)
    document.add_heading(settable(paper.title), level=0)
    for label, value in paper.facts:
        line = document.add_paragraph()
        line.add_run(settable(f"{label}: ")).bold = True
        line.add_run(settable(value))
    for notice in paper.notices:
        document.add_paragraph(settable(notice), style="Intense Quote")
    for part in paper.parts:
        _part(document, part)
    _figures(document, paper)
    _sealing(document, paper)
    _cited(document, paper)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _properties(document: Any, paper: Paper) -> None:
    own = document.core_properties
    own.title, own.language = settable(paper.title), paper.language
    own.author = own.last_modified_by = settable(paper.author)
    own.comments = own.keywords = own.subject = own.category = ""
    own.created = own.modified = EPOCH.replace(tzinfo=None)  # no clock here; the seal says when
    fonts = document.styles["Normal"].element.get_or_add_rPr()
    fonts.append(_element("w:lang", val=paper.language))


def _margins(document: Any, paper: Paper) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(27)
    if paper.sealing is None:
        section.header.paragraphs[0].text = settable(paper.fixed["draft"])
    foot = section.footer.paragraphs[0]
    foot.add_run(settable(f"{paper.title} · {paper.fixed['page']} "))
    for kind in ("begin", None, "end"):
        run = foot.add_run()._r
        if kind:
            run.append(_element("w:fldChar", fldCharType=kind))
        else:
            order = _element("w:instrText")
            order.text = "PAGE"
            run.append(order)


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made: Any = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _part(document: Any, part: Part) -> None:
    document.add_heading(settable(part.heading), level=1)
    paragraph = None
    for one in part.sentences:
        if one.heading:
            document.add_heading(settable(one.text), level=2)
            paragraph = None
            continue
        if paragraph is None or not part.flowing:
            paragraph = document.add_paragraph()
        else:
            paragraph.add_run(" ")
        _sentence(paragraph, one)


def _sentence(paragraph: Any, one: Set) -> None:
    paragraph.add_run(settable(one.text))
    if one.refs:
        paragraph.add_run(ranges(one.refs)).font.superscript = True
    if one.remark:
        paragraph.add_run(settable(f" [{one.remark}]")).italic = True


def _figures(document: Any, paper: Paper) -> None:
    if paper.drawing:
        document.add_heading(settable(paper.fixed["figures"]), level=1)
        _picture(document, Picture(png(paper.drawing), paper.drawing.alt, paper.drawing.caption), wide=True)
    if paper.pictures:
        document.add_heading(settable(paper.fixed["pictures"]), level=1)
    for one in paper.pictures:
        _picture(document, one)


def _picture(document: Any, picture: Picture, *, wide: bool = False) -> None:
    from docx.shared import Mm

    size = {"width": Mm(156)} if wide else {"height": Mm(78)}
    shape = document.add_picture(BytesIO(_with_header(picture.content)), **size)
    if shape.width > Mm(156):
        shape.height, shape.width = int(shape.height * Mm(156) / shape.width), Mm(156)
    shape._inline.docPr.set("descr", settable(picture.alt))
    shape._inline.docPr.set("title", settable(picture.caption))
    document.add_paragraph(settable(picture.caption), style="Caption")


def _with_header(content: bytes) -> bytes:
    """The same picture with the JFIF header that Word's format asks for and our derivatives leave out."""
    from PIL import Image

    if not content.startswith(b"\xff\xd8"):
        return content
    out = BytesIO()
    with Image.open(BytesIO(content)) as picture:
        picture.convert("RGB").save(out, "JPEG", quality=92, dpi=(200, 200))
    return out.getvalue()


def _sealing(document: Any, paper: Paper) -> None:
    if paper.sealing is None:
        return
    for place, line in enumerate((*paper.sealing.lines, paper.sealing.digest)):
        document.add_paragraph(settable(line), style="Intense Quote" if not place else "Normal")


def _cited(document: Any, paper: Paper) -> None:
    if not paper.cited:
        return
    document.add_heading(settable(paper.fixed["evidence"]), level=1)
    for one in paper.cited:
        line = document.add_paragraph()
        line.add_run(f"{one.number}  ").font.superscript = True
        line.add_run(settable(one.label)).italic = True
        tail = f" · {one.words}" if one.words else ""
        line.add_run(settable(tail + (f" [{one.remark}]" if one.remark else "")))
