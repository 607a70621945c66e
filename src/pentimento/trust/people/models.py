"""The people who sign in, and who supervises whom."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from pentimento.trust.identifiers import new_public_id

from .roles import MAY, Permission, Role


class People(BaseUserManager["Person"]):
    """Creates people with a hashed password."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """Add somebody who can sign in. The address is compared without regard to case."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody who works here and signs in."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    profession = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    class Privacy:
        identifying = {"email", "name"}
        plain = {"id", "public_id", "profession", "role", "is_active", "last_login"}
        private = {"password"}

    def may(self, permission: Permission) -> bool:
        """Whether the role carries this permission. Whose chart it is, the door decides."""
        return self.is_active and permission in MAY[Role(self.role)]

    @property
    def is_trainee(self) -> bool:
        return self.role == Role.TRAINEE


class Supervision(models.Model):
    """Who answers for whose clinical work, from when until when."""

    supervisor = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    supervisee = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Privacy:
        plain = {"id", "supervisor", "supervisee", "since", "until"}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(supervisor=F("supervisee")), name="supervision_is_between_two_people"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="supervision_ends_after_it_begins"
            ),
        ]


class SignInAttempt(models.Model):
    """A failed try at signing in. Counts slow down the guesser's address, never lock the person out."""

    email_digest = models.CharField(max_length=64)
    address_digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Privacy:
        plain = {"id", "email_digest", "address_digest", "at"}

    class Meta:
        indexes = [models.Index(fields=["email_digest", "at"]), models.Index(fields=["address_digest", "at"])]
