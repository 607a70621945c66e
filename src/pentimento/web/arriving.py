"""Bringing an official release in by upload: sent here, read by a process of its own, its progress on a page."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from pentimento.core.kernel.errors import PentimentoError
from pentimento.exchange import releases
from pentimento.profession.occupations import rules
from pentimento.profession.occupations.queries.arrivals import arrival_for, being_read
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.forms import Spoken, Words
from pentimento.trust.uploads import Quota, receives


class ReleaseQuota(Quota):
    """No more bytes than an official release has as one ZIP."""

    sentence = "This file has more than {most} MB. Import it from the command line: pentimento occupations import FILE"


class ReleaseForm(Spoken):
    """A release as it was downloaded."""

    file = forms.FileField(
        label=_("The ZIP as it was downloaded"),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
        help_text=_("For example db_30_1_text.zip; text, CSV or Excel tables inside."),
    )
    version = Words(
        label=_("Number of the release"), max_length=8, required=False, help_text=_("Only where no name in it says it.")
    )


@receives(ReleaseQuota)
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.OCCUPATION_IMPORT)
def send(request: Asking) -> HttpResponse:
    """Send a release. A wrong file meets its sentence here; a right one is read by a process of its own."""
    form, status, now = ReleaseForm(), 200, timezone.now()
    if request.method == "POST":
        form, status = ReleaseForm(request.POST, request.FILES), 422
        if form.is_valid():
            file = form.cleaned_data["file"]
            sent: dict[str, Any] = {"name": file.name or "", "version": form.cleaned_data["version"], "at": now}
            try:
                row = releases.receive(home=settings.PENTIMENTO_HOME, blocks=file.chunks(), by=request.user, **sent)
                transaction.on_commit(partial(read_apart, row.public_id))
                return redirect("release-arrival", row.public_id)
            except PentimentoError as error:
                status = form.refuse(error)
    context = {"form": form, "reading": being_read(now=now), "most": settings.PENTIMENTO_UPLOAD_BYTES // 1024**2}
    return render(request, "web/release_send.html", context, status=status)


def read_apart(arrival: str) -> None:
    """Start the process that reads a release. It is nobody's child for long: it says in the row what came of it."""
    command = [sys.executable, "-m", "pentimento", "occupations", "take-in", arrival]
    home = {"PENTIMENTO_HOME": str(settings.PENTIMENTO_HOME)}
    subprocess.Popen(
        command,
        env={**os.environ, **home},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


@require_safe
@needs(Permission.OCCUPATION_IMPORT)
def arrival(request: Asking, arrival: str) -> HttpResponse:
    """How far a release has been read, or what came of it. Asks again by itself while it is being read."""
    row = arrival_for(arrival)
    stuck = row.ended_at is None and rules.is_stuck(heard_at=row.heard_at, now=timezone.now())
    context = {"arrival": row, "stuck": releases.BROKE_OFF if stuck else ""}
    part = request.headers.get("HX-Request") == "true"
    return render(request, "web/_release_arrival.html" if part else "web/release_arrival.html", context)
