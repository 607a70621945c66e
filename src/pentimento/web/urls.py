"""Every address. Rooms bring their own; pages that join rooms live here."""

from __future__ import annotations

from django.urls import include, path

from . import arriving, comparing, supervising, views, vouching

urlpatterns = [
    path("", views.today, name="today"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("take-back/", views.take_back, name="take-back"),
    path("service/", views.service, name="service"),
    path("profession/", views.profession, name="profession"),
    path("clients/<id:chart>/", views.chart, name="chart"),
    path("clients/<id:chart>/thread/", views.thread, name="thread"),
    path("clients/<id:chart>/readings/", views.readings, name="readings"),
    path("clients/<id:chart>/wall/side-by-side/", comparing.side_by_side, name="side-by-side"),
    path("clients/<id:chart>/wall/side-by-side/measure/", comparing.measure_beside, name="measure-beside"),
    path("clients/<id:chart>/wall/side-by-side/<slug:element>/", comparing.element_thread, name="element-thread"),
    path("occupations/releases/import/", arriving.send, name="release-send"),
    path("occupations/releases/import/<id:arrival>/", arriving.arrival, name="release-arrival"),
    path("portfolio/claims/<id:claim>/link/", vouching.claim_link, name="claim-link"),
    path("portfolio/claims/<id:claim>/evidence/<id:evidence>/", vouching.claim_evidence, name="claim-evidence"),
    path("supervision/suggested/", supervising.suggested, name="supervision-suggested"),
    path("supervision/matters/<id:matter>/open/", supervising.opened, name="supervision-opened"),
    path("clients/<id:chart>/supervision/<slug:kind>/<id:reference>/", supervising.bring, name="bring-to-supervision"),
    path("clients/<id:chart>/plan/literature/", supervising.literature, name="plan-literature"),
    path("", include("pentimento.practice.clients.urls")),
    path("", include("pentimento.practice.encounters.urls")),
    path("", include("pentimento.practice.artworks.urls")),
    path("", include("pentimento.practice.outcomes.urls")),
    path("", include("pentimento.practice.records.urls")),
    path("", include("pentimento.profession.occupations.urls")),
    path("", include("pentimento.profession.ledger.urls")),
    path("", include("pentimento.profession.portfolio.urls")),
    path("", include("pentimento.profession.grading.urls")),
]

handler400 = "pentimento.web.errors.bad_request"
handler403 = "pentimento.web.errors.forbidden"
handler404 = "pentimento.web.errors.not_found"
handler500 = "pentimento.web.errors.broken"
