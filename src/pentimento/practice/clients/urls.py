"""Addresses of the list of clients, of referrals, details and consent."""

from __future__ import annotations

from django.urls import path

from pentimento.trust.access import Permission

from .views import consents, details, entries, listing, referrals, team

app_name = "clients"

CLIENT = "clients/<id:chart>/"
# Who may write in which section. The front desk keeps names and guardians, nothing clinical.
SECTIONS = {
    "precautions": Permission.CHART_WRITE,
    "guardians": Permission.CLIENT_DETAILS,
    "contacts": Permission.CHART_WRITE,
}

urlpatterns = [
    path("clients/", listing.clients, name="list"),
    path("clients/new/", listing.refer, name="new"),
    path(CLIENT + "details/", details.details, name="details"),
    path(CLIENT + "referral/", referrals.referral, name="referral"),
    path(CLIENT + "referral/again/", referrals.refer_again, name="refer-again"),
    path(CLIENT + "referral/<id:referral>/decide/", referrals.decide, name="decide"),
    path(CLIENT + "team/", team.team, name="team"),
    path(CLIENT + "team/<id:person>/leave/", team.leave, name="leave-team"),
    path(CLIENT + "team/<id:person>/lead/", team.lead, name="lead"),
    path(CLIENT + "consent/", consents.consent, name="consent"),
    path(CLIENT + "consent/form/", consents.form, name="consent-form"),
    path(CLIENT + "consent/<id:decision>/take-back/", consents.take_back, name="take-back"),
    *(path(f"{CLIENT}{name}/", entries.section(name, may), name=name) for name, may in SECTIONS.items()),
    *(
        path(f"{CLIENT}{name}/<id:entry>/end/", entries.ending(name, may), name=f"end-{name}")
        for name, may in SECTIONS.items()
    ),
    *(
        path(f"{CLIENT}{name}/<id:entry>/restore/", entries.restoring(name, may), name=f"restore-{name}")
        for name, may in SECTIONS.items()
    ),
]
