"""Addresses of the calendar, of sessions, of the session room and of groups."""

from __future__ import annotations

from django.urls import path

from .views import appointments, calendar, groups, room, sessions

app_name = "encounters"

APPOINTMENT = "clients/<id:chart>/appointments/<id:appointment>/"
SESSION = "clients/<id:chart>/sessions/<id:session>/"
GROUP = "groups/<id:group>/"
MEETING = GROUP + "meetings/<id:meeting>/"

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/new/", calendar.book, name="book"),
    path(APPOINTMENT, appointments.appointment, name="appointment"),
    path(APPOINTMENT + "move/", appointments.move, name="move"),
    path(APPOINTMENT + "cancel/", appointments.cancel, name="cancel"),
    path(APPOINTMENT + "restore/", appointments.restore, name="restore"),
    path(APPOINTMENT + "miss/", appointments.miss, name="miss"),
    path(APPOINTMENT + "open/", appointments.open_session, name="open"),
    path("clients/<id:chart>/sessions/", sessions.sessions, name="list"),
    path(SESSION, sessions.session, name="session"),
    path(SESSION + "close/", sessions.close, name="close"),
    path(SESSION + "reopen/", sessions.reopen, name="reopen"),
    path(SESSION + "directive/", sessions.directive, name="directive"),
    path(SESSION + "entries/<id:entry>/strike/", sessions.strike, name="strike"),
    path(SESSION + "entries/<id:entry>/restore/", sessions.unstrike, name="unstrike"),
    path(SESSION + "room/", room.room, name="room"),
    path(SESSION + "save/", room.save, name="save"),
    path(SESSION + "media/", room.media, name="media"),
    path("groups/", groups.groups, name="groups"),
    path("groups/new/", groups.form_group, name="form-group"),
    path(GROUP, groups.group, name="group"),
    path(GROUP + "join/", groups.join, name="join"),
    path(GROUP + "members/<id:membership>/leave/", groups.leave, name="leave"),
    path(GROUP + "members/<id:membership>/return/", groups.return_, name="return"),
    path(GROUP + "end/", groups.end, name="end"),
    path(GROUP + "meet/", groups.meet, name="meet"),
    path(MEETING, groups.meeting, name="meeting"),
    path(MEETING + "move/", groups.move_meeting, name="move-meeting"),
    path(MEETING + "cancel/", groups.cancel_meeting, name="cancel-meeting"),
]
