"""Who asks: a request that came past the declared views, so that somebody is signed in."""

from __future__ import annotations

from django.http import HttpRequest

from pentimento.trust.people.models import Person


class Asking(HttpRequest):
    """A request of somebody signed in. For annotations: views that declare a permission get nothing else."""

    user: Person
