"""Who works here, and what each role may do. Data, so that a head of service can read it."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody is here for."""

    THERAPIST = "therapist", _("Art therapist")
    TRAINEE = "trainee", _("Trainee")
    SUPERVISOR = "supervisor", _("Supervisor")
    HEAD = "head", _("Head of service")
    FRONT_DESK = "front_desk", _("Front desk")


class Permission(StrEnum):
    """A kind of thing somebody may do. Whose record they may do it on is the door's question."""

    SIGNED_IN = "signed in"
    CLIENT_LIST = "see the client list"
    CLIENT_REFER = "take a referral"
    CLIENT_DETAILS = "change names, addresses and guardians"
    CHART_READ = "read charts"
    CHART_WRITE = "write in charts"
    CONSENT_RECORD = "record consent"
    CALENDAR = "see and keep the calendar"
    SESSION_RUN = "run sessions"
    ARTWORK_KEEP = "keep artwork"
    MEASURE_GIVE = "give measures"
    PLAN_WRITE = "write plans"
    NOTE_WRITE = "write and sign notes"
    NOTE_COSIGN = "co-sign a trainee's notes"
    REPORT_WRITE = "write and sign reports"
    DISCHARGE = "end therapy"
    SERVICE_COUNTS = "see the service in numbers"
    AUDIT_READ = "see who has read a chart"
    # profession: occupations
    OCCUPATION_READ = "read about occupations and their tasks"
    OCCUPATION_IMPORT = "bring official releases of occupations in"
    # profession: ledger
    LEDGER_READ = "see the ledger"
    LEDGER_LOG = "log work and trials of AI"
    LEDGER_KEEP = "write the AI policy and bring tables in"
    # grading
    GRADING_READ = "see the posts they hold or sit on a panel for"
    GRADING_RUN = "run the grading of posts"
    # portfolio: frameworks and claims
    PORTFOLIO_KEEP = "keep an own portfolio"
    CLAIM_VERIFY = "verify colleagues' claims"
    FRAMEWORK_KEEP = "take in frameworks and answer corrections"
    TEAM_GAPS = "see the team's gaps"

    # portfolio: supervision, hours, badges, library
    SUPERVISION_MEET = "take part in supervision"
    HOURS_KEEP = "keep hours, learning and badges"
    LIBRARY_KEEP = "keep the literature library"


_CLINICIAN = {
    Permission.SIGNED_IN,
    Permission.CLIENT_LIST,
    Permission.CLIENT_REFER,
    Permission.CLIENT_DETAILS,
    Permission.CHART_READ,
    Permission.CHART_WRITE,
    Permission.CONSENT_RECORD,
    Permission.CALENDAR,
    Permission.SESSION_RUN,
    Permission.ARTWORK_KEEP,
    Permission.MEASURE_GIVE,
    Permission.PLAN_WRITE,
    Permission.NOTE_WRITE,
    Permission.REPORT_WRITE,
    Permission.DISCHARGE,
    Permission.AUDIT_READ,
    Permission.SUPERVISION_MEET,
    Permission.HOURS_KEEP,
    Permission.LIBRARY_KEEP,
    Permission.OCCUPATION_READ,
    Permission.LEDGER_READ,
    Permission.LEDGER_LOG,
    Permission.PORTFOLIO_KEEP,
    Permission.GRADING_READ,
}

MAY: dict[Role, frozenset[Permission]] = {
    Role.THERAPIST: frozenset(_CLINICIAN | {Permission.NOTE_COSIGN, Permission.LEDGER_KEEP}),
    Role.TRAINEE: frozenset(_CLINICIAN - {Permission.CLIENT_REFER, Permission.DISCHARGE}),
    Role.SUPERVISOR: frozenset(
        _CLINICIAN
        | {Permission.NOTE_COSIGN, Permission.CLAIM_VERIFY, Permission.FRAMEWORK_KEEP, Permission.LEDGER_KEEP}
    ),
    Role.HEAD: frozenset(
        _CLINICIAN
        | {
            Permission.NOTE_COSIGN,
            Permission.SERVICE_COUNTS,
            Permission.CLAIM_VERIFY,
            Permission.FRAMEWORK_KEEP,
            Permission.TEAM_GAPS,
            Permission.LEDGER_KEEP,
            Permission.GRADING_RUN,
            Permission.OCCUPATION_IMPORT,
        }
    ),
    Role.FRONT_DESK: frozenset(
        {
            Permission.SIGNED_IN,
            Permission.CLIENT_LIST,
            Permission.CLIENT_REFER,
            Permission.CLIENT_DETAILS,
            Permission.CALENDAR,
        }
    ),
}
