"""Addresses of the portfolio: frameworks and claims here; supervision, hours, badges and library beside them."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import claims, corrections, frameworks, gaps, verifying

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
    path(CLAIM + "evidence/<id:evidence>/unlink/", claims.unlink, name="unlink"),
    path(CLAIM + "verify/", verifying.verify, name="verify"),
    path(CLAIM + "send-back/", verifying.send_back, name="send-back"),
    path(CLAIM + "reopen/", verifying.reopen, name="reopen"),
]
# Supervision, hours, badges, library.
SECOND_HALF: list[URLPattern] = []

urlpatterns = [*FIRST_HALF, *SECOND_HALF]
