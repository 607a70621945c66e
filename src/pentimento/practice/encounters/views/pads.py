"""The four pads as the room and the record of a session name them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PADS = (
    ("seen", _("Seen"), _("What you see: hand, sheet, pace, gesture")),
    ("said", _("Said"), _("The client's own words")),
    ("hypothesis", _("My hypothesis"), _("What it might mean")),
    ("response", _("My response"), _("What it stirs in you")),
)
