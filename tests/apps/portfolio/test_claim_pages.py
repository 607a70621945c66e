"""The pages of frameworks and claims, as those see them who may."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from apps.portfolio.cast_of_portfolio import as_bytes, child, framework, item, package, pair, waiting_claim
from factories import client, consent, encounter
from pentimento.practice.records.actions import draft_note, save_note, sign_note
from pentimento.profession.portfolio.actions import claims as actions
from pentimento.profession.portfolio.models import Evidence, Version
from pentimento.profession.portfolio.queries import claims as queries
from pentimento.trust.consent.models import Act, Decision
from pentimento.trust.people.models import Person

pytestmark = pytest.mark.django_db


def browser(person: Person) -> Browser:
    made = Browser()
    made.force_login(person)
    return made


def claim_on_a_note(owner: Person, supervisor: Person) -> tuple[Any, Any]:
    """A claim whose evidence is a sealed note in which the client is named."""
    now, seen = timezone.now(), client(owner, given_name="Bryn", family_name="Quillfeather")
    consent(seen, Act.KEEP, Act.SUPERVISE, by=owner)
    note = draft_note(encounter=encounter(seen, owner, opened_at=now, closed_at=now), template="dap", by=owner, at=now)
    words = "Bryn Quillfeather drew a boat and showed Wilf."
    sections = {part["key"]: words if place == 0 else "Calm." for place, part in enumerate(note.sections)}
    note = save_note(note=note, sections=sections, version=note.version, by=owner, at=now)
    note = sign_note(note=note, by=owner, at=now)
    claim = actions.begin(item=item(framework()), entry_key=str(uuid4()), by=owner, at=now)
    claim = actions.write(claim=claim, words="I do it.", verifier=supervisor, version=1, by=owner, at=now)
    answer = browser(owner).post(
        reverse("claim-link", args=[claim.public_id]),
        {"client": seen.chart.public_id, "piece": f"note:{note.public_id}", "words": "The boat"},
    )
    assert answer.status_code == 302
    actions.send(claim=claim, by=owner, at=now)
    return claim, seen


def evidence_page(viewer: Person, claim: Any) -> str:
    piece = Evidence.of_owner(claim.owner).get(claim=claim)
    answer = browser(viewer).get(reverse("claim-evidence", args=[claim.public_id, piece.public_id]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_supervisor_reads_evidence_without_names() -> None:
    owner, supervisor = pair()
    claim, _seen = claim_on_a_note(owner, supervisor)
    page = evidence_page(supervisor, claim)
    assert "drew a boat" in page and "the client" in page
    assert not any(name in page for name in ("Bryn", "Quillfeather", "Wilf"))


def test_evidence_closes_when_the_client_takes_consent_back() -> None:
    owner, supervisor = pair()
    claim, seen = claim_on_a_note(owner, supervisor)
    Decision.of_chart(seen.chart).filter(act=Act.SUPERVISE).update(withdrawn_on=timezone.localdate())
    page = evidence_page(supervisor, claim)
    assert "drew a boat" not in page and "no longer agrees" in page


def test_evidence_stays_closed_to_a_verifier_to_whom_the_record_is_not_open() -> None:
    from factories import person

    owner, _supervisor = pair()
    head = person("head")
    claim, _seen = claim_on_a_note(owner, head)
    page = evidence_page(head, claim)
    assert "drew a boat" not in page and "not open to you" in page


def test_nothing_of_somebody_elses_work_is_linked() -> None:
    owner, supervisor = pair()
    other = client(supervisor)
    claim = actions.begin(item=item(framework()), entry_key="k", by=owner, at=timezone.now())
    answer = browser(owner).post(
        reverse("claim-link", args=[claim.public_id]), {"client": other.chart.public_id, "piece": "note:x"}
    )
    assert answer.status_code == 404
    assert not queries.evidence_of(owner, claim)


def test_a_file_is_looked_at_then_taken_in_whole() -> None:
    _owner, supervisor = pair()
    sent = {"file": SimpleUploadedFile("f.json", as_bytes(package()))}
    page = browser(supervisor).post(reverse("portfolio:import"), sent)
    assert page.status_code == 200 and not Version.objects.exists()
    form = page.context["form"].initial
    assert browser(supervisor).post(reverse("portfolio:take-in"), form).status_code == 302
    assert Version.objects.get().framework.title == "A small framework"


def test_a_file_that_goes_in_a_circle_is_refused_on_screen_with_its_row() -> None:
    _owner, supervisor = pair()
    ties = [child(10, 2, 1), child(11, 1, 2)]
    sent = {"file": SimpleUploadedFile("f.json", as_bytes(package(ties=ties)))}
    page = browser(supervisor).post(reverse("portfolio:import"), sent)
    assert page.status_code == 422
    assert "CFAssociations row" in page.content.decode() and "circle" in page.content.decode()


def test_a_wrong_password_verifies_nothing() -> None:
    owner, supervisor = pair()
    claim = waiting_claim(owner, supervisor)
    address = reverse("portfolio:verify", args=[claim.public_id])
    page = browser(supervisor).post(address, {"comment": "Seen", "years": "3", "password": "not it"})
    assert page.status_code == 403 and "not your password" in page.content.decode()
    claim.refresh_from_db()
    assert claim.state == "waiting"


def test_a_stale_claim_form_shows_both_texts() -> None:
    owner, supervisor = pair()
    claim = actions.begin(item=item(framework()), entry_key="k", by=owner, at=timezone.now())
    actions.write(claim=claim, words="Kept first", verifier=supervisor, version=1, by=owner, at=timezone.now())
    page = browser(owner).post(
        reverse("portfolio:claim", args=[claim.public_id]), {"words": "Typed late", "verifier": "", "version": "1"}
    )
    assert page.status_code == 409
    assert "Kept first" in page.content.decode() and "Typed late" in page.content.decode()
