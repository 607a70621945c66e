"""A claim from its first word to its withdrawal: locked by the supervisor, reopened only by them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from apps.portfolio.cast_of_portfolio import framework, item, pair, waiting_claim
from factories import NOON, client, person
from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, Refused
from pentimento.profession.portfolio.actions import claims as actions
from pentimento.profession.portfolio.actions import corrections
from pentimento.profession.portfolio.models import Claim, Evidence, SignOff, Step
from pentimento.profession.portfolio.queries import claims as queries
from pentimento.trust.signing.sealing import is_genuine

pytestmark = pytest.mark.django_db


def verified():
    owner, supervisor = pair()
    claim = waiting_claim(owner, supervisor)
    actions.verify(claim=claim, comment="Seen twice.", years=3, by=supervisor, at=NOON)
    claim.refresh_from_db()
    return owner, supervisor, claim


def test_a_verified_claim_is_sealed_with_what_it_rests_on() -> None:
    _owner, supervisor, claim = verified()
    seal = SignOff.scoped(supervisor).get(claim=claim)
    assert is_genuine(seal.content, seal.digest, bytes(seal.signature))
    assert "Observed in May" in seal.content and "Seen twice." in seal.content
    assert claim.expires_on == date(2029, 5, 4)


def test_a_changed_seal_is_noticed() -> None:
    _owner, supervisor, claim = verified()
    seal = SignOff.scoped(supervisor).get(claim=claim)
    assert not is_genuine(seal.content.replace("twice", "daily"), seal.digest, bytes(seal.signature))


def test_a_verified_claim_is_locked_for_its_owner() -> None:
    owner, _supervisor, claim = verified()
    with pytest.raises(Refused, match="verified and sealed"):
        actions.write(claim=claim, words="More", verifier=None, version=claim.version, by=owner, at=NOON)
    with pytest.raises(Refused, match="verified and sealed"):
        actions.link(claim=claim, kind="outside", words="More", by=owner, at=NOON)


def test_the_database_refuses_to_change_a_verified_claim() -> None:
    owner, _supervisor, claim = verified()
    for change in (
        lambda: Claim.of_owner(owner).filter(pk=claim.pk).update(words="I did it all."),
        lambda: Claim.of_owner(owner).filter(pk=claim.pk).delete(),
        lambda: Evidence.of_owner(owner).filter(claim=claim).update(words="Something else"),
        lambda: Evidence.add(owner=owner, claim=claim, kind="outside", words="Slipped in", linked_at=NOON),
        lambda: SignOff.of_owner(owner).filter(claim=claim).update(content="{}"),
        lambda: Step.of_owner(owner).filter(claim=claim).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_only_the_supervisor_who_verified_reopens() -> None:
    owner, supervisor, claim = verified()
    with pytest.raises(Refused, match="Only the supervisor"):
        actions.reopen(claim=claim, why="Please", by=owner, at=NOON)
    row = actions.reopen(claim=claim, why="The group has changed.", by=supervisor, at=NOON)
    assert row.state == "reopened"
    again = actions.write(claim=row, words="New words", verifier=supervisor, version=row.version, by=owner, at=NOON)
    actions.send(claim=again, by=owner, at=NOON)
    actions.verify(claim=again, comment="", years=1, by=supervisor, at=NOON)
    assert SignOff.scoped(owner).filter(claim=claim).count() == 2


def test_withdrawal_is_an_event_and_leaves_the_way_free_for_a_new_claim() -> None:
    owner, _supervisor, claim = verified()
    row = actions.withdraw(claim=claim, why="I no longer do this work.", by=owner, at=NOON)
    assert row.state == "withdrawn"
    assert list(Step.scoped(owner).filter(claim=claim).values_list("what", flat=True).order_by("pk"))[-1] == "withdrawn"
    assert actions.begin(item=claim.item, entry_key=str(uuid4()), by=owner, at=NOON).pk != claim.pk


def test_a_supervisor_withdraws_only_what_they_vouched_for() -> None:
    owner, supervisor = pair()
    claim = waiting_claim(owner, supervisor)
    with pytest.raises(Refused, match="withdrawn by its owner"):
        actions.withdraw(claim=claim, why="No", by=supervisor, at=NOON)
    actions.verify(claim=claim, comment="", years=1, by=supervisor, at=NOON)
    assert actions.withdraw(claim=claim, why="I was mistaken.", by=supervisor, at=NOON).state == "withdrawn"


def test_a_claim_is_sent_with_words_evidence_and_a_supervisor() -> None:
    owner, supervisor = pair()
    claim = actions.begin(item=item(framework()), entry_key="k1", by=owner, at=NOON)
    with pytest.raises(Invalid, match="Write in a few sentences"):
        actions.send(claim=claim, by=owner, at=NOON)
    claim = actions.write(claim=claim, words="I do it.", verifier=supervisor, version=1, by=owner, at=NOON)
    with pytest.raises(Invalid, match="at least one piece of evidence"):
        actions.send(claim=claim, by=owner, at=NOON)


def test_nobody_verifies_their_own_claim_or_a_claim_that_names_somebody_else() -> None:
    owner, supervisor = pair()
    with pytest.raises(Invalid, match="Somebody else"):
        claim = actions.begin(item=item(framework()), entry_key="k1", by=supervisor, at=NOON)
        actions.write(claim=claim, words="x", verifier=supervisor, version=1, by=supervisor, at=NOON)
    claim = waiting_claim(owner, supervisor, framework(version="2"))
    with pytest.raises(Refused, match="Only the supervisor named"):
        actions.verify(claim=claim, comment="", years=1, by=person("supervisor"), at=NOON)


def test_a_stale_form_overwrites_nothing() -> None:
    owner, supervisor = pair()
    claim = actions.begin(item=item(framework()), entry_key="k1", by=owner, at=NOON)
    actions.write(claim=claim, words="First", verifier=supervisor, version=1, by=owner, at=NOON)
    with pytest.raises(Conflict):
        actions.write(claim=claim, words="Second", verifier=supervisor, version=1, by=owner, at=NOON)
    assert queries.claim_for(owner, claim.public_id).words == "First"


def test_a_form_sent_twice_begins_one_claim() -> None:
    owner, _supervisor = pair()
    statement = item(framework())
    first = actions.begin(item=statement, entry_key="k1", by=owner, at=NOON)
    assert actions.begin(item=statement, entry_key="k1", by=owner, at=NOON).pk == first.pk
    with pytest.raises(Conflict, match="already"):
        actions.begin(item=statement, entry_key="k2", by=owner, at=NOON)


def test_a_claim_is_open_to_its_owner_and_from_sending_on_to_the_named_supervisor() -> None:
    owner, supervisor = pair()
    statement = item(framework())
    claim = actions.begin(item=statement, entry_key="k1", by=owner, at=NOON)
    claim = actions.write(claim=claim, words="I do it.", verifier=supervisor, version=1, by=owner, at=NOON)
    with pytest.raises(NotFound):
        queries.claim_for(supervisor, claim.public_id)
    actions.link(claim=claim, kind="outside", words="Seen in May.", by=owner, at=NOON)
    actions.send(claim=claim, by=owner, at=NOON)
    assert queries.claim_for(supervisor, claim.public_id).pk == claim.pk
    for stranger in (person("supervisor"), person("head"), person("therapist"), None):
        with pytest.raises(NotFound):
            queries.claim_for(stranger, claim.public_id)
    assert not Evidence.scoped(person("head")).exists()


def test_no_client_is_named_in_a_claim() -> None:
    owner, supervisor = pair()
    client(owner, given_name="Bryn", family_name="Quillfeather")
    claim = actions.begin(item=item(framework()), entry_key="k1", by=owner, at=NOON)
    with pytest.raises(Invalid, match="Quillfeather"):
        actions.write(claim=claim, words="As with Quillfeather.", verifier=None, version=1, by=owner, at=NOON)
    with pytest.raises(Invalid, match="Bryn"):
        actions.link(claim=claim, kind="outside", words="Bryn's mother said so", by=owner, at=NOON)
    actions.write(claim=claim, words="As with one client.", verifier=supervisor, version=1, by=owner, at=NOON)


def test_a_claim_keeps_the_wording_it_was_made_to() -> None:
    owner, supervisor = pair()
    claim = waiting_claim(owner, supervisor)
    row = corrections.suggest(
        item=claim.item, about="statement", proposed={"statement": "Opens and closes on time."}, why="Both matter.",
        entry_key="k9", by=owner, at=NOON,
    )  # fmt: skip
    corrections.answer(correction=row, accept=True, words="Yes.", by=supervisor, at=NOON)
    read = queries.read(supervisor, queries.claim_for(supervisor, claim.public_id), today=NOON.date())
    assert read.statement == "Opens a session on time."
    assert read.has_newer


def test_an_expired_claim_is_begun_anew_from_the_old_words() -> None:
    owner, _supervisor, claim = verified()
    with pytest.raises(Refused, match="still holds"):
        actions.renew(claim=claim, entry_key="k7", by=owner, at=NOON)
    later = NOON + timedelta(days=4 * 366)
    assert queries.read(owner, claim, today=later.date()).expired
    new = actions.renew(claim=claim, entry_key="k7", by=owner, at=later)
    assert (new.state, new.words) == ("draft", claim.words)
    assert len(queries.evidence_of(owner, new)) == 1
