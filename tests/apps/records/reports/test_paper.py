"""A report on paper: verbatim, tagged, past the consent gate, and nobody else's."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

import factories
from apps.artworks.cast_of_artworks import hung
from apps.records.reports.cast_of_reports import AT, changed, first, full_chart, put_right, report_on
from pentimento.core.kernel.errors import NeedsConsent, Refused
from pentimento.practice.records import actions
from pentimento.practice.records.queries.paper import paper_of
from pentimento.trust import audit
from pentimento.trust.consent.models import Act

pytestmark = pytest.mark.django_db
HOSTILE = "#set page(fill: red) $x$ *bold* _it_ @ref <lab> \\n `code` \"q\" 'q' // c /* c */ -- --- ... [x] {y} ~ = h"
CANARY = "CANARY-OF-ANOTHER-CLIENT"


@pytest.fixture
def therapist() -> Any:
    return factories.person(name="Rosalind Petrie", profession="Art therapist")


@pytest.fixture
def client(therapist: Any) -> Any:
    made = full_chart(therapist, factories.client(therapist, given_name="Amira", family_name="Haddad"))
    factories.consent(made, by=therapist)
    return made


def export(report: Any, by: Any, form: str = "pdf") -> bytes:
    return actions.export_report(report=report, form=form, by=by, at=AT)


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_a_pdf_is_tagged_and_says_its_language_and_title(client: Any, therapist: Any) -> None:
    report = report_on(client, therapist)
    reader = PdfReader(BytesIO(export(report, therapist)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == report.title
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert "Time axis of the period" in _alternatives(root["/StructTreeRoot"])


def _alternatives(node: Any, depth: int = 0) -> str:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return " ".join(_alternatives(one, depth + 1) for one in node)
    if not hasattr(node, "get") or depth > 60:
        return ""
    return f"{node.get('/Alt', '')} {_alternatives(node.get('/K', []), depth + 1)}"


def test_the_axis_shows_works_by_their_pictures_while_the_client_agrees(client: Any, therapist: Any) -> None:
    hung(client, therapist, made_on=date(2026, 4, 2))
    report = report_on(client, therapist)
    drawn = paper_of(therapist, report, on=AT.date()).drawing
    assert drawn is not None and drawn.svg.count('<image href="data:image/') == 1
    root = PdfReader(BytesIO(export(report, therapist))).trailer["/Root"]
    assert "Time axis of the period" in _alternatives(root["/StructTreeRoot"])
    factories.consent(client, Act.PHOTOGRAPH, by=therapist, agreed=False, recorded_at=AT)
    without = paper_of(therapist, report, on=AT.date()).drawing
    assert without is not None and "<image" not in without.svg
    height = [float(one.svg.partition('height="')[2].partition('"')[0]) for one in (drawn, without)]
    assert height[0] - height[1] == 54, "dots need no room for pictures"


def test_a_report_says_which_practice_it_comes_from(client: Any, therapist: Any, settings: Any) -> None:
    settings.PENTIMENTO_PRACTICE_NAME = "Atelier Zinnober"
    report = report_on(client, therapist)
    assert "Atelier Zinnober" in text_of(export(report, therapist))
    words = Document(BytesIO(export(report, therapist, "docx")))
    assert any("Atelier Zinnober" in one.text for one in words.paragraphs)


def test_a_draft_says_so_and_a_sealed_report_shows_its_seal(client: Any, therapist: Any) -> None:
    report = report_on(client, therapist)
    assert "This is a draft. It has not been sealed." in text_of(export(report, therapist))
    sealed = actions.sign_report(report=report, by=therapist, at=AT)
    text = text_of(export(sealed, therapist))
    assert "This is a draft" not in text
    assert "Sealed 1 September 2026, 17:00" in text
    assert "Amira Haddad" in text
    assert "What this report rests on" in text


def test_what_was_typed_comes_out_as_it_was_typed(client: Any, therapist: Any) -> None:
    report = report_on(client, therapist)
    key = first(report, "attendance")["id"]
    for words in (HOSTILE, "שלום", "Ünïcode façade — naïve"):
        body = changed(report, key, text=words)
        report = actions.save_report(report=report, body=body, version=report.version, by=therapist, at=AT)
        assert words in text_of(export(report, therapist))
        document = Document(BytesIO(export(report, therapist, "docx")))
        assert any(words in paragraph.text for paragraph in document.paragraphs)


def test_signs_no_font_has_and_very_long_words_still_make_a_pdf(client: Any, therapist: Any) -> None:
    report = report_on(client, therapist)
    key = first(report, "attendance")["id"]
    words = "Word " * 2000 + "日本 😀 \U0001f9d1‍🎨 x" + "y" * 1500
    report = actions.save_report(
        report=report, body=changed(report, key, text=words), version=report.version, by=therapist, at=AT
    )
    content = export(report, therapist)
    assert content.startswith(b"%PDF")
    assert len(PdfReader(BytesIO(content)).pages) > 2


def test_a_word_document_has_headings_words_for_pictures_and_no_other_author(client: Any, therapist: Any) -> None:
    report = report_on(client, therapist)
    draft = Document(BytesIO(export(report, therapist, "docx")))
    assert (draft.core_properties.author, draft.core_properties.last_modified_by) == ("", "")
    sealed = actions.sign_report(report=report, by=therapist, at=AT)
    document = Document(BytesIO(export(sealed, therapist, "docx")))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") > 6
    assert document.core_properties.author == "Rosalind Petrie"
    assert document.core_properties.title == report.title
    assert "Time axis" in document.inline_shapes[0]._inline.docPr.get("descr")


def test_nothing_of_another_client_is_on_the_paper(client: Any, therapist: Any) -> None:
    other = full_chart(therapist, factories.client(therapist, given_name=CANARY))
    theirs = report_on(other, therapist)
    report = report_on(client, therapist)
    foreign = first(theirs, "seen")["evidence"]
    body = changed(report, first(report, "seen")["id"], evidence=foreign)
    report = actions.save_report(report=report, body=body, version=report.version, by=therapist, at=AT)
    assert first(report, "seen")["evidence"] == []
    assert CANARY not in text_of(export(report, therapist))


def test_without_the_clients_yes_no_file_leaves_the_record(therapist: Any) -> None:
    client = full_chart(therapist)
    report = report_on(client, therapist)
    for form in ("pdf", "docx"):
        with pytest.raises(NeedsConsent):
            export(report, therapist, form)
    assert audit.Event.REPORT_EXPORTED not in audit.events_of(report)


def test_a_client_who_is_not_to_be_named_is_not_named(therapist: Any) -> None:
    client = full_chart(therapist, factories.client(therapist, given_name="Amira", family_name="Haddad"))
    factories.consent(client, by=therapist, identity="initials")
    report = report_on(client, therapist)
    text = text_of(export(report, therapist))
    assert "A. H." in text
    assert "Haddad" not in text
    body = changed(report, first(report, "attendance")["id"], text="I think Amira’s bridge is hers.")
    report = actions.save_report(report=report, body=body, version=report.version, by=therapist, at=AT)
    with pytest.raises(Refused, match="names them"):
        export(report, therapist)


def test_taking_a_report_out_is_in_the_trail(client: Any, therapist: Any) -> None:
    report = report_on(client, therapist)
    export(report, therapist)
    assert audit.events_of(report)[-1] is audit.Event.REPORT_EXPORTED


def test_what_was_amended_since_is_marked_on_paper(client: Any, therapist: Any) -> None:
    from pentimento.practice.encounters.models import Observation

    report = actions.sign_report(report=report_on(client, therapist), by=therapist, at=AT)
    cited = first(report, "seen")["evidence"][0]["id"]
    Observation.of_chart(client.chart).filter(public_id=cited).update(words="something else")
    text = text_of(export(report, therapist))
    assert "was changed after it was sealed" in text
    assert "amended since" in text


def test_a_corrected_score_says_on_paper_what_it_is_now(client: Any, therapist: Any) -> None:
    report = actions.sign_report(report=report_on(client, therapist), by=therapist, at=AT)
    put_right(report, therapist, 14, 16)
    text = text_of(export(report, therapist))
    assert "corrected since: 16" in text
    assert "taken back since" not in text
