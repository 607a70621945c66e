"""Addresses of the ledger."""

from __future__ import annotations

from django.urls import path

from .views import bringing, logging, supplies, table, task

app_name = "ledger"

TASK = "ledger/tasks/<slug:task>/"

urlpatterns = [
    path("ledger/", table.ledger, name="table"),
    path("ledger/table.csv", table.as_csv, name="csv"),
    path("ledger/evidence/", table.evidence, name="evidence"),
    path("ledger/log/", logging.log, name="log"),
    path("ledger/log/<id:entry>/take-back/", logging.take_back, name="take-back"),
    path("ledger/log/<id:entry>/settle/", logging.settle, name="settle"),
    path("ledger/log/<id:entry>/take-up/", logging.take_up, name="take-up"),
    path("ledger/supplies/", supplies.supplies, name="supplies"),
    path("ledger/supplies/<id:supply>/bought/", supplies.buy, name="buy"),
    path("ledger/supplies/<id:supply>/not-bought/", supplies.give_back, name="give-back"),
    path("ledger/supplies/<id:supply>/take-off/", supplies.take_off, name="take-off"),
    path("ledger/supplies/<id:supply>/put-back/", supplies.put_back, name="put-back"),
    path(TASK, task.task, name="task"),
    path(TASK + "policy/", task.policy, name="policy"),
    path(TASK + "trials/", task.trial, name="trial"),
    path("ledger/trials/<id:trial>/withdraw/", task.withdraw, name="withdraw"),
    path("ledger/trials/<id:trial>/restore/", task.restore, name="restore"),
    path("ledger/imports/", bringing.tables, name="imports"),
    path("ledger/imports/<id:table>/", bringing.preview, name="preview"),
    path("ledger/imports/<id:table>/apply/", bringing.apply, name="apply"),
    path("ledger/imports/<id:table>/set-aside/", bringing.set_aside, name="set-aside"),
]
