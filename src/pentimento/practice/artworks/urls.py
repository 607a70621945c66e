"""Addresses of the wall, of works and their pictures, and of the review."""

from __future__ import annotations

from django.urls import path

from .views import drawings, leaving, making, phones, pictures, resuming, reviews, sessions, walls, works

app_name = "artworks"

CLIENT = "clients/<id:chart>/"
WORK = CLIENT + "works/<id:work>/"
PICTURE = WORK + "picture/<id:photograph>/"

urlpatterns = [
    path(CLIENT + "wall/", walls.wall, name="wall"),
    path(CLIENT + "wall/add/", walls.add, name="add"),
    path(WORK, works.work, name="work"),
    path(WORK + "label/", works.describe, name="describe"),
    path(WORK + "tag/", works.tag, name="tag"),
    path(WORK + "title/", works.title, name="title"),
    path(WORK + "views/", works.add_view, name="add-view"),
    path(WORK + "retract/", works.retract, name="retract"),
    path(WORK + "restore/", works.restore, name="restore"),
    path(WORK + "strokes/", drawings.strokes, name="strokes"),
    path(WORK + "export/<slug:form>/", leaving.export, name="export"),
    path(WORK + "making/", making.making, name="making"),
    path(WORK + "making/<slug:which>/", making.figure, name="making-map"),
    path(PICTURE + "rotate/", pictures.rotate, name="rotate"),
    path(PICTURE + "measure/", pictures.measure, name="measure"),
    path(PICTURE + "overlay/<slug:element>/", pictures.overlay, name="overlay"),
    path(PICTURE + "<slug:size>/", pictures.picture, name="picture"),
    path(CLIENT + "sessions/<id:session>/works/", sessions.session_works, name="session-works"),
    path(CLIENT + "sessions/<id:session>/phone/", phones.session_phone, name="session-phone"),
    path("phone/", phones.phone, name="phone"),
    path("phone/pictures/", resuming.pictures, name="phone-pictures"),
    path("phone/pictures/<id:picture>/", resuming.picture, name="phone-picture"),
    path(CLIENT + "sessions/<id:session>/drawings/", drawings.begin, name="begin-drawing"),
    path(CLIENT + "drawings/<id:drawing>/", drawings.drawing, name="drawing"),
    path(CLIENT + "artwork-review/", reviews.review, name="review"),
    path(CLIENT + "artwork-review/receipt/", reviews.receipt, name="receipt"),
    path(CLIENT + "artwork-review/<id:disposition>/", reviews.decide, name="decide"),
]
