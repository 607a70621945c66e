"""Addresses of the portfolio: frameworks and claims here; supervision, hours, badges and library beside them."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import (
    badges,
    claims,
    corrections,
    frameworks,
    gaps,
    hours,
    learning,
    library,
    matters,
    supervision,
    verifying,
)

app_name = "portfolio"

FRAMEWORK = "portfolio/frameworks/<id:framework>/"
STATEMENT = "portfolio/statements/<id:statement>/"
CORRECTION = "portfolio/corrections/<id:correction>/"
CLAIM = "portfolio/claims/<id:claim>/"

FIRST_HALF: list[URLPattern] = [
    path("portfolio/", claims.mine, name="mine"),
    path("portfolio/frameworks/", frameworks.frameworks, name="frameworks"),
    path("portfolio/frameworks/starter/", frameworks.starter, name="starter"),
    path("portfolio/frameworks/import/", frameworks.bring_in, name="import"),
    path("portfolio/frameworks/take-in/", frameworks.take_in, name="take-in"),
    path(FRAMEWORK, frameworks.framework, name="framework"),
    path(FRAMEWORK + "export/<slug:form>/", frameworks.export, name="export"),
    path(STATEMENT, corrections.statement, name="statement"),
    path(STATEMENT + "correct/<slug:about>/", corrections.correct, name="correct"),
    path(STATEMENT + "claim/", claims.begin, name="begin"),
    path("portfolio/corrections/", corrections.corrections_list, name="corrections"),
    path(CORRECTION, corrections.correction, name="correction"),
    path(CORRECTION + "take-back/", corrections.take_back, name="take-back"),
    path("portfolio/gaps/", gaps.own_gaps, name="gaps"),
    path("portfolio/gaps/<id:person>/", gaps.person_gaps, name="person-gaps"),
    path("portfolio/gaps/<id:person>/<id:domain>/", gaps.view_of, name="view-of"),
    path("portfolio/stand/<id:domain>/", gaps.stand, name="stand"),
    path("portfolio/team/", gaps.team, name="team"),
    path("portfolio/verify/", verifying.queue, name="queue"),
    path(CLAIM, claims.claim, name="claim"),
    path(CLAIM + "send/", claims.send, name="send"),
    path(CLAIM + "call-back/", claims.call_back, name="call-back"),
    path(CLAIM + "withdraw/", claims.withdraw, name="withdraw"),
    path(CLAIM + "renew/", claims.renew, name="renew"),
    path(CLAIM + "remark/", claims.remark, name="remark"),
    path(CLAIM + "outside/", claims.link_outside, name="link-outside"),
    path(CLAIM + "unlink/<id:evidence>/", claims.unlink, name="unlink"),
    path(CLAIM + "verify/", verifying.verify, name="verify"),
    path(CLAIM + "send-back/", verifying.send_back, name="send-back"),
    path(CLAIM + "reopen/", verifying.reopen, name="reopen"),
]
# Supervision, hours, badges, library.
MEETING = "supervision/<id:meeting>/"
MATTER = "supervision/matters/<id:matter>/"
BADGE = "portfolio/badges/<id:badge>/"

SECOND_HALF: list[URLPattern] = [
    path("supervision/", supervision.supervision, name="supervision"),
    path("supervision/plan/", supervision.plan, name="plan-meeting"),
    path("supervision/topics/", supervision.topic, name="topic"),
    path(MEETING, supervision.meeting, name="meeting"),
    path(MEETING + "cancel/", supervision.cancel, name="cancel-meeting"),
    path(MEETING + "decisions/", supervision.decide, name="decide"),
    path(MEETING + "agreed/", supervision.agree, name="agree"),
    path(MEETING + "confirm/", supervision.confirm, name="confirm-meeting"),
    path(MEETING + "strike/", supervision.strike, name="strike-meeting"),
    path(MEETING + "agenda/<id:matter>/", matters.put_on, name="put-on"),
    path(MATTER + "wait/", matters.take_off, name="take-off"),
    path(MATTER + "outcome/", matters.settle, name="settle"),
    path(MATTER + "take-back/", matters.withdraw, name="withdraw-matter"),
    path("supervision/agreed/<id:agreed>/done/", matters.done, name="done"),
    path("portfolio/hours/", hours.hours, name="hours"),
    path("portfolio/hours/of/<id:person>/", hours.hours_of, name="hours-of"),
    path("portfolio/hours/towards/", hours.pursue, name="pursue"),
    path("portfolio/hours/towards/<id:pursuit>/end/", hours.end, name="end-pursuit"),
    path("portfolio/hours/towards/<id:pursuit>/seal/", hours.certify, name="certify"),
    path("portfolio/hours/held/", hours.hold, name="hold"),
    path("portfolio/hours/held/<id:holding>/strike/", hours.strike_holding, name="strike-holding"),
    path("portfolio/certificates/<id:certificate>/pdf/", hours.certificate, name="certificate"),
    path("portfolio/learning/", learning.log, name="learning"),
    path("portfolio/learning/<id:learning>/", learning.entry, name="learning-entry"),
    path("portfolio/learning/<id:learning>/strike/", learning.strike, name="strike-learning"),
    path("portfolio/badges/", badges.badges, name="badges"),
    path(BADGE, badges.badge, name="badge"),
    path(BADGE + "file/", badges.token, name="badge-file"),
    path("portfolio/badges/for-hours/<id:certificate>/", badges.issue_for_hours, name="badge-for-hours"),
    path("portfolio/badges/for-claim/<id:claim>/", badges.issue_for_claim, name="badge-for-claim"),
    path("portfolio/library/", library.library, name="library"),
    path("portfolio/library/import/", library.bring_in, name="library-import"),
    path("portfolio/library/export/<slug:written>/", library.take_out, name="library-export"),
    path("portfolio/library/<id:reference>/", library.reference, name="reference"),
    path("portfolio/library/ties/<id:tied>/untie/", library.untie, name="untie"),
]

urlpatterns = [*FIRST_HALF, *SECOND_HALF]
