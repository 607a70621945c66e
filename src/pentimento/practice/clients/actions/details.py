"""Names and addresses are kept, and clients stay findable by them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from pentimento.core.kernel.errors import Conflict, Invalid
from pentimento.practice.clients import rules
from pentimento.practice.clients.models import Client, SearchWord
from pentimento.trust import audit
from pentimento.trust.people.models import Person

from .gates import check_keeper, day_of, fitted

DETAILS = (
    "given_name",
    "family_name",
    "preferred_name",
    "pronouns",
    "birth_date",
    "language",
    "phone",
    "email",
    "address",
)


@transaction.atomic
def change_details(*, client: Client, version: int, by: Person, at: datetime, **fields: Any) -> Client:
    """Change names, birth date, language, ways to reach somebody. Fields not given stay.

    Raises
    ------
    Conflict
        When somebody else changed them since ``version``. Nothing is overwritten.
    """
    check_keeper(by, client.chart)
    if unknown := fields.keys() - set(DETAILS):
        raise Invalid("{fields} cannot be changed here.", fields=", ".join(sorted(unknown)))
    kept = fitted(Client, **fields)
    if "given_name" in kept:
        rules.check_name(kept["given_name"])
    rules.check_birth_date(kept.get("birth_date"), on=day_of(at))
    for name, value in kept.items():
        setattr(client, name, value)
    client.sort_name = rules.sort_name(given=client.given_name, family=client.family_name)
    changed = Client.of_chart(client.chart_id).filter(version=version)
    if not changed.update(**kept, sort_name=client.sort_name, version=F("version") + 1):
        raise Conflict("Somebody else changed these details while you wrote. Nothing was overwritten; look at both.")
    client.version = version + 1
    index_names(client)
    audit.record(audit.Event.CLIENT_DETAILS_CHANGED, by=by, at=at, chart=client.chart, subject=client, fields=len(kept))
    return client


def index_names(client: Client) -> None:
    """Bring the words by which a client is found in step with the names. Runs in the caller's transaction."""
    names = (client.given_name, client.family_name, client.preferred_name)
    wanted = rules.search_words(names, number=client.number)
    there = SearchWord.of_chart(client.chart_id)
    there.exclude(word__in=wanted).delete()
    for word in sorted(wanted - set(there.values_list("word", flat=True))):
        SearchWord.add(chart_id=client.chart_id, word=word)
