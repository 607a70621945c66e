"""Every page, who sees it, and an address in this practice where it can be seen.

What a role sees is not read from a table but tried: each page is asked for as somebody of that role,
in a transaction that is rolled back, so that the list cannot promise what the door refuses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import F
from django.test import Client as Browser
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pentimento.profession.grading.queries.schemes import shipped_by_mark
from pentimento.trust.access import OPEN, declaration_of
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person
from pentimento.trust.people.queries import clinicians
from pentimento.trust.people.roles import MAY, Permission, Role

# The part of an address, and where an example of it is found.
PARTS = {
    "session": "encounters.Encounter",
    "appointment": "encounters.Appointment",
    "work": "artworks.Artwork",
    "photograph": "artworks.Photograph",
    "giving": "outcomes.Giving",
    "prompt": "outcomes.SafetyPrompt",
    "report": "records.Report",
}
# Pages that only some rows have.
WANTS: dict[tuple[str, str], dict[str, Any]] = {("encounters:room", "session"): {"closed_at__isnull": True}}
FIXED = {
    "occupation": "29-1129.01",
    "task": "19154",
    "size": "thumb",
    "element": "filled-area",
    "instrument": "phq-9",
    "number": "1",
    "profile": "principal",
    "factor": "1",
    "form": "case",
    "about": "statement",
}
# What is nobody's own: frameworks, statements, the headings over them, corrections, releases that were sent.
EVERYBODYS: dict[str, tuple[str, dict[str, Any]]] = {
    "framework": ("portfolio.Version", {}),
    "statement": ("portfolio.Item", {"is_heading": False}),
    "domain": ("portfolio.Item", {"is_heading": True, "parent__isnull": False}),
    "correction": ("portfolio.Correction", {}),
    "arrival": ("occupations.Arrival", {}),
}
# Rows of somebody's own: an example is one that a trainee or, failing that, a colleague sees.
TABLE = {
    "meeting": "portfolio.Meeting",
    "matter": "portfolio.Matter",
    "learning": "portfolio.Learning",
    "certificate": "portfolio.Certificate",
    "badge": "portfolio.Badge",
}
NO_EXAMPLE: dict[str, dict[str, Any]] = {"matter": {"reference": ""}}  # a topic opens nothing in the record
FLAGGED = "bring-to-supervision"  # whose example is a note
GRADING = {"post", "grading", "scheme"}


@dataclass(frozen=True, slots=True)
class Guide:
    """Somebody who shows a stranger round, in the chart with the most to show."""

    viewer: Person
    chart: Chart


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name, the pattern of its address, an example, and the roles that see the example."""

    name: str
    pattern: str
    needs: str
    example: str
    roles: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def catalogue() -> list[Page]:
    """All whole pages, in the order of their addresses. Parts of pages, pictures and files are left out."""
    people = {role: person for role in Role if (person := _somebody(role))}
    guide = _best_guide()
    pages = (_page(name, pattern, view, people, guide) for name, pattern, view in addresses() if _answers_readers(view))
    return [page for page in pages if page is not None]


def addresses() -> Iterator[tuple[str, str, Any]]:
    """Name, pattern and view of every address of ours."""
    yield from _walk(get_resolver().url_patterns, "", "/")


def _walk(patterns: list[Any], space: str, before: str) -> Iterator[tuple[str, str, Any]]:
    for entry in patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, f"{entry.namespace}:" if entry.namespace else space, here)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", here, entry.callback


def _answers_readers(view: Any) -> bool:
    # Django's decorators keep the methods they allow in their closure and nowhere else.
    held = [c.cell_contents for c in (view.__closure__ or ())]
    allowed = next((h for h in held if isinstance(h, list | tuple) and h and set(h) <= {"GET", "HEAD", "POST"}), None)
    return allowed is None or "GET" in allowed


def _page(name: str, pattern: str, view: Any, people: dict[Role, Person], guide: Guide | None) -> Page | None:
    declared = declaration_of(view)
    example = example_of(name, pattern, guide)
    if declared == OPEN:  # to a stranger it may still be no page: what a phone sends its pictures to
        is_page = example and _seen(None, example) == "page"
        return Page(name, pattern, OPEN, example, ("everybody",)) if is_page else None
    seen = {role.value: _seen(person, example) for role, person in people.items()} if example else {}
    if "part" in seen.values() or ("elsewhere" in seen.values() and "page" not in seen.values()):
        return None
    roles = tuple(role for role, what in seen.items() if what == "page")
    if not roles:  # nothing here shows it just now: then who may, and no example that leads nowhere
        example = ""
        roles = tuple(role.value for role in Role if isinstance(declared, Permission) and declared in MAY[role])
    return Page(name, pattern, str(declared or ""), example, roles)


def _seen(person: Person | None, address: str) -> str:
    """What this person, or a stranger, gets: a ``page``, a ``part`` or a file, the way ``elsewhere``, or nothing."""
    with override_settings(ALLOWED_HOSTS=["testserver"]), transaction.atomic():
        browser = Browser()
        if person:
            browser.force_login(person)
        answer = browser.get(address, headers={"accept": "text/html"})
        whole = answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming
        whole = whole and b"<html" in answer.content
        transaction.set_rollback(True)
    if answer.status_code != 200:
        return "elsewhere" if 300 <= answer.status_code < 400 else ""
    return "page" if whole else "part"


def example_of(name: str, pattern: str, guide: Guide | None) -> str:
    """An address where this page can be seen, or nothing where this practice has no example."""
    parts: dict[str, str] = {}
    for part in _parts_of(pattern):
        value = _example(name, part, guide, parts)
        if value is None:
            return ""
        parts[part] = value
    return reverse(name, kwargs=parts)


def _parts_of(pattern: str) -> list[str]:
    return [piece.split(":")[-1].rstrip(">") for piece in pattern.split("<")[1:] for piece in [piece.split(">")[0]]]


def _example(name: str, part: str, guide: Guide | None, sofar: dict[str, str]) -> str | None:
    if part in FIXED:
        return FIXED[part]
    if part in GRADING:
        return _grading_example(part, sofar)
    if part in {*EVERYBODYS, "claim", "evidence"}:
        return _competence_example(name, part, sofar)
    if name.startswith(("portfolio:", "supervision-")) and part in {*TABLE, "person", "reference", "written"}:
        return _portfolio_example(part)
    if name == FLAGGED and part in {"kind", "reference"}:
        return "note" if part == "kind" else _noted(guide)
    if guide is None or part not in {"chart", "group", *PARTS}:
        return None
    if part == "chart":
        return guide.chart.public_id
    if part == "group":
        group = apps.get_model("encounters.Group").objects.order_by("-pk").first()
        return group.public_id if group else None
    rows = apps.get_model(PARTS[part]).scoped(guide.viewer).filter(chart=guide.chart)
    if part == "photograph":
        rows = rows.filter(artwork__public_id=sofar.get("work", ""))
    wanted = rows.filter(**WANTS.get((name, part), {})) if (name, part) in WANTS else rows
    found = wanted.order_by("-pk").first() or rows.order_by("-pk").first()
    return found.public_id if found else None


def _competence_example(name: str, part: str, sofar: dict[str, str]) -> str | None:
    """What is everybody's, or a claim that somebody sees: with evidence in the record, or still being written."""
    if part in EVERYBODYS:
        label, where = EVERYBODYS[part]
        shared = apps.get_model(label).objects.filter(**where).order_by("pk").first()
        return shared.public_id if shared else None
    for role in (Role.THERAPIST, Role.TRAINEE, Role.SUPERVISOR, Role.HEAD):
        person = _somebody(role)
        pieces = apps.get_model("portfolio.Evidence").scoped(person).exclude(reference="").select_related("claim")
        if part == "evidence":
            found = pieces.filter(claim__public_id=sofar["claim"]).order_by("pk").last()
        elif name == "claim-evidence":
            piece = pieces.order_by("pk").last()
            found = piece.claim if piece else None
        else:
            rows = apps.get_model("portfolio.Claim").scoped(person)
            rows = rows.filter(owner=person, state="draft") if name == "claim-link" else rows
            found = rows.order_by("pk").last()
        if found is not None:
            return str(found.public_id)
    return None


def _portfolio_example(part: str) -> str | None:
    """A row of somebody's own, a colleague who is supervised, or something that is everybody's."""
    if part == "written":
        return "bibtex"
    if part == "person":
        trainee = _somebody(Role.TRAINEE)
        return trainee.public_id if trainee else None
    if part == "reference":
        shelved = apps.get_model("portfolio.Reference").objects.order_by("pk").first()
        return shelved.public_id if shelved else None
    for role in (Role.TRAINEE, Role.SUPERVISOR, Role.THERAPIST, Role.HEAD):
        found = apps.get_model(TABLE[part]).scoped(_somebody(role)).exclude(**NO_EXAMPLE.get(part, {})).last()
        if found is not None:
            return str(found.public_id)
    return None


def _noted(guide: Guide | None) -> str | None:
    """A session of the guide's chart whose note is sealed."""
    if guide is None:
        return None
    sealed = apps.get_model(PARTS["session"]).scoped(guide.viewer).filter(chart=guide.chart, sealed_at__isnull=False)
    found = sealed.order_by("-pk").first()
    return found.public_id if found else None


def _grading_example(part: str, sofar: dict[str, str]) -> str | None:
    """A post whose panel sits, its grading, and a shipped scheme."""
    if part == "scheme":
        return next(iter(shipped_by_mark()), None)
    gradings = apps.get_model("grading.Grading").scoped(_somebody(Role.HEAD)).filter(set_aside_at__isnull=True)
    if part == "grading":
        gradings = gradings.filter(post__public_id=sofar.get("post", ""))
    found = gradings.select_related("post").order_by(F("decided_at").asc(nulls_first=True), "-pk").first()
    if found is None:
        return None
    row = found if part == "grading" else found.post
    return str(row.public_id)


def _somebody(role: Role) -> Person | None:
    return Person.objects.filter(role=role, is_active=True).order_by("pk").first()


def _best_guide() -> Guide | None:
    """The chart with an example of the most kinds of pages, and somebody who may open it."""
    found: Counter[tuple[int, int]] = Counter()
    viewers = {person.pk: person for person in clinicians()}
    for viewer in viewers.values():
        for label in PARTS.values():
            keys = apps.get_model(label).scoped(viewer).order_by().values_list("chart", flat=True).distinct()
            found.update((viewer.pk, key) for key in keys)
    if not found:
        return None
    viewer_key, chart_key = max(found, key=lambda pair: (found[pair], -pair[1]))
    return Guide(viewers[viewer_key], Chart.objects.get(pk=chart_key))
