"""A measure is given, and what was entered wrongly is corrected by a new entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from pentimento.core.kernel.errors import Invalid, NotFound, TooLarge
from pentimento.core.kernel.words import cleaned
from pentimento.core.scoring.instruments import Instrument
from pentimento.core.scoring.instruments import instrument as instrument_named
from pentimento.core.scoring.matching import match, to_answers
from pentimento.core.scoring.questionnaire import Kind, read_form
from pentimento.core.scoring.score import Score, score
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.outcomes import rules
from pentimento.practice.outcomes.models import Giving, OfficialForm, SafetyPrompt, Schedule
from pentimento.trust import activity, audit
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person

from .team import check_writer, day_of

Extra = Mapping[str, str]


@transaction.atomic
def give(
    *,
    chart: Chart,
    instrument: str,
    answers: rules.Answers,
    given_on: date,
    mode: str,
    entry_key: str,
    by: Person,
    at: datetime,
    encounter: Encounter | None = None,
    form: OfficialForm | None = None,
    extra: Extra | None = None,
) -> Giving:
    """Keep one filled-in measure, score it, raise a safety prompt where an answer asks for one.

    ``answers`` has one weight or None for each item, in the order of the paper form; ``form`` is the official
    form it was given on, ``extra`` what that asked besides: from ``linkId`` to the option's code, or to words.
    Sent again with the same ``entry_key`` and answers, it is the same row; with others, a Conflict.
    """
    check_writer(by, chart)
    known = instrument_named(instrument)
    _check_place(chart, encounter, mode)
    said = _checked(known, answers, given_on=given_on, entry_key=entry_key, at=at)
    fields: dict[str, Any] = {
        "chart": chart,
        "instrument": known.key,
        "encounter": encounter,
        "mode": mode,
        "form": form,
        "answers": list(answers),
        "extra_answers": _extra(known, form, extra or {}),
        "given_on": given_on,
    }
    return _kept_as(said, fields, entry_key=entry_key, by=by, at=at)


@transaction.atomic
def correct(
    *,
    giving: Giving,
    answers: rules.Answers,
    given_on: date,
    entry_key: str,
    by: Person,
    at: datetime,
    extra: Extra | None = None,
) -> Giving:
    """Replace an entry by a right one. The old one stays readable and says that it was corrected.

    Raises
    ------
    Conflict
        When it was corrected already.
    """
    check_writer(by, giving.chart)
    old = Giving.of_chart(giving.chart_id).select_for_update(of=("self",)).select_related("chart").get(pk=giving.pk)
    known = instrument_named(old.instrument)
    said = _checked(known, answers, given_on=given_on, entry_key=entry_key, at=at)
    more = _extra(known, old.form, old.extra_answers if extra is None else extra)
    fields: dict[str, Any] = {"answers": list(answers), "extra_answers": more, "given_on": given_on, "replaces": old}
    if kept := _kept(old.chart, entry_key):
        return _same(kept, fields)
    rules.check_can_correct(current=old.is_current)
    old.is_current = False
    old.save(update_fields=["is_current"])
    same = {name: getattr(old, name) for name in ("chart", "instrument", "encounter", "mode", "form")}
    new = _keep(said, entry_key=entry_key, entered_by=by, entered_at=at, **same, **fields)
    audit.record(audit.Event.MEASURE_CORRECTED, by=by, at=at, chart=old.chart, subject=new, replaces=old.public_id)
    if rules.asks_again(known, old.answers, answers) and not _prompted(old):
        _raise(new, by=by, at=at)
    _advance(new)
    return new


def _kept_as(said: Score, fields: Mapping[str, Any], *, entry_key: str, by: Person, at: datetime) -> Giving:
    """Keep the entry with what follows from it, or find it kept already."""
    chart: Chart = fields["chart"]
    if kept := _kept(chart, entry_key):
        return _same(kept, fields)
    if fields["encounter"] is not None:
        open_note = Encounter.of_chart(chart).filter(pk=fields["encounter"].pk, sealed_at__isnull=True)
        rules.check_session_takes(sealed=not open_note.exists())
    try:
        with transaction.atomic():
            given = _keep(said, entry_key=entry_key, entered_by=by, entered_at=at, **fields)
    except IntegrityError:  # the same form, sent twice at once
        return _same(Giving.of_chart(chart).get(entry_key=entry_key), fields)
    audit.record(audit.Event.MEASURE_GIVEN, by=by, at=at, chart=chart, subject=given, instrument=said.instrument)
    if given.encounter_id is None:  # in a session it is part of the session's time
        activity.report("measure", person=by, at=at, about=("giving", given.public_id))
    if said.safety:
        _raise(given, by=by, at=at)
    _advance(given)
    return given


def _check_place(chart: Chart, encounter: Encounter | None, mode: str) -> None:
    if encounter is not None and encounter.chart_id != chart.pk:
        raise NotFound
    if mode not in Giving.Mode.values:
        raise Invalid("A measure is given from the paper form or on screen.")


def _checked(known: Instrument, answers: rules.Answers, *, given_on: date, entry_key: str, at: datetime) -> Score:
    rules.check_entry_key(entry_key)
    rules.check_given_on(given_on, today=day_of(at))
    said = score(known, answers)
    rules.check_something_answered(answers)
    return said


def _extra(known: Instrument, form: OfficialForm | None, extra: Extra) -> dict[str, str]:
    """What was answered besides the scored items, checked against the form it stood on."""
    said = {link: cleaned(words) for link, words in extra.items() if words}
    if not said:
        return {}
    if form is None:
        raise Invalid("Only an official form asks more than what is scored. Import it first.")
    matched = match(read_form(form.questionnaire), known)
    to_answers(matched, said)
    asked = {place.link_id: place for place in matched.extra}
    for link, words in said.items():
        if link in asked and asked[link].kind is Kind.OTHER and len(words) > rules.EXTRA_MOST:
            raise TooLarge("An answer in words can have at most {most} characters.", most=rules.EXTRA_MOST)
    return {link: words for link, words in said.items() if link in asked and words}


def _kept(chart: Chart, entry_key: str) -> Giving | None:
    return Giving.of_chart(chart).filter(entry_key=entry_key).select_related("chart").first()


def _same(kept: Giving, fields: Mapping[str, Any]) -> Giving:
    telling = ("instrument", "answers", "extra_answers", "given_on", "replaces")
    rules.check_same(same=all(getattr(kept, name) == fields[name] for name in telling if name in fields))
    return kept


def _keep(said: Score, **fields: Any) -> Giving:
    return Giving.add(total=said.total, missing=len(said.missing), prorated=said.prorated, method=said.method, **fields)


def _raise(given: Giving, *, by: Person, at: datetime) -> SafetyPrompt:
    prompt = SafetyPrompt.add(chart=given.chart, giving=given, raised_at=at)
    audit.record(audit.Event.SAFETY_RAISED, by=by, at=at, chart=given.chart, subject=prompt)
    return prompt


def _prompted(giving: Giving) -> bool:
    """Whether a prompt about this entry, or one it replaced, still waits for words."""
    ids, row = [giving.pk], giving
    while row.replaces_id is not None:
        row = Giving.of_chart(giving.chart_id).get(pk=row.replaces_id)
        ids.append(row.pk)
    return SafetyPrompt.of_chart(giving.chart_id).filter(giving__in=ids, answered_at__isnull=True).exists()


def _advance(given: Giving) -> None:
    """The plan of this measure, if there is one, goes on from the day it was given."""
    planned = Schedule.of_chart(given.chart_id).select_for_update(of=("self",))
    row = planned.filter(instrument=given.instrument, ended_on__isnull=True).first()
    if row is None:
        return
    row.next_due = rules.due_after(given_on=given.given_on, every_weeks=row.every_weeks, due=row.next_due)
    row.save(update_fields=["next_due"])
