"""The people who work here come first, and who answers for whom."""

from datetime import time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from pentimento.exchange.demo.filling.practice import Practice, moment
from pentimento.exchange.demo.people import Post, Staff
from pentimento.trust.people.actions import add_person, supervise
from pentimento.trust.people.roles import Role

ROLES = {
    Post.THERAPIST: Role.THERAPIST,
    Post.SUPERVISOR: Role.SUPERVISOR,
    Post.TRAINEE: Role.TRAINEE,
    Post.HEAD: Role.HEAD,
    Post.FRONT_DESK: Role.FRONT_DESK,
}
BEFORE = timedelta(days=200)  # they were here before the first referral, and what was verified then has expired


@transaction.atomic
def arrive(practice: Practice, password: str) -> list[dict[str, str]]:
    """Add everybody who signs in; answers what the sign-in page of the demo shows of each."""
    first = min(client.referral.on for client in practice.story.clients)
    at = moment(first - BEFORE, time(9))
    hashed = make_password(password)
    for one in practice.story.staff:
        person = practice.staff[one.key] = add_person(
            email=one.email,
            name=one.name,
            role=ROLES[one.post],
            profession=", ".join(filter(None, (one.post.capitalize(), one.letters))),
            password=None,
            by=None,
            at=at,
        )
        # Hashing is slow on purpose. They share a password, and it is printed for everybody: once is enough.
        person.password = hashed
        person.save(update_fields=["password"])
    for one in practice.story.staff:
        if one.supervised_by:
            people = practice.staff
            supervise(supervisor=people[one.supervised_by], supervisee=people[one.key], at=at, by=None)
    return [_shown(one) for one in practice.story.staff]


def _shown(one: Staff) -> dict[str, str]:
    role = ROLES[one.post]
    return {"role": role.value, "role_name": str(role.label), "name": one.name, "email": one.email}
