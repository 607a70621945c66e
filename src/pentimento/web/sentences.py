"""What stands beside a field that cannot be taken as it is: the house's sentences, for every form there is.

Django has sentences of its own for this. They are replaced here, once, so that no form has to think of it;
a form that knows better (``error_messages``) still says it better.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import fields
from django.forms.models import ModelChoiceField, ModelMultipleChoiceField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

CHOOSE_FROM_LIST = _("This cannot be chosen here. Choose from the list.")
NO_FILE = _("No file came along. Choose it once more.")

# The codes of validators stand with those of the fields: Django looks here for both.
SENTENCES: dict[type[fields.Field], Mapping[str, Any]] = {
    fields.Field: {
        "required": _("This is needed. Fill it in."),
        "invalid": _("This cannot be kept as it is written. Look at it once more."),
        "null_characters_not_allowed": _("There is a character in here that cannot be kept. Type it anew."),
        "max_length": ngettext_lazy(
            "This has %(show_value)d characters; one is the most here. Nothing was cut off: shorten it.",
            "This has %(show_value)d characters; %(limit_value)d is the most here. Nothing was cut off: shorten it.",
            "limit_value",
        ),
        "min_length": ngettext_lazy(
            "Write at least %(limit_value)d character.",
            "Write at least %(limit_value)d characters.",
            "limit_value",
        ),
        "max_value": _("This is too much: %(limit_value)s is the most."),
        "min_value": _("This is too little: %(limit_value)s is the least."),
        "max_digits": _("This number is too long. Shorten it to %(max)s digits."),
        "max_whole_digits": _("This number is too large. Shorten it to %(max)s digits before the point."),
        "max_decimal_places": ngettext_lazy(
            "One digit after the point is enough here.",
            "%(max)d digits after the point are enough here.",
            "max",
        ),
        "step_size": _("This lies between the steps of %(limit_value)s. Take the nearest."),
    },
    fields.IntegerField: {"invalid": _("Write a whole number here.")},
    fields.FloatField: {"invalid": _("Write a number here, such as 29.7.")},
    fields.DecimalField: {"invalid": _("Write a number here, such as 29.7.")},
    fields.DateField: {
        "required": _("Choose a day."),
        "invalid": _("There is no such day. Write it as 2026-05-04, or pick it."),
    },
    fields.TimeField: {
        "required": _("Choose a time."),
        "invalid": _("There is no such time of day. Write it as 14:30."),
    },
    fields.DateTimeField: {
        "required": _("Choose a day and a time."),
        "invalid": _("There is no such day and time. Write them as 2026-05-04 14:30."),
    },
    fields.DurationField: {
        "invalid": _("Write how long it takes, such as 00:50:00."),
        "overflow": _("This is longer or shorter than can be kept. Look at it once more."),
    },
    fields.EmailField: {"invalid": _("This is not a whole e-mail address. It looks like name@example.org.")},
    fields.URLField: {"invalid": _("This is not a whole web address. It looks like https://example.org.")},
    fields.UUIDField: {"invalid": _("This did not come from one of our pages. Load the page again.")},
    fields.SlugField: {"invalid": _("Use letters, digits, hyphens and underscores only.")},
    fields.GenericIPAddressField: {"invalid": _("This is not the address of a device.")},
    fields.JSONField: {"invalid": _("This did not come from one of our pages. Load the page again.")},
    fields.BooleanField: {"required": _("Tick this to go on.")},
    fields.ChoiceField: {"required": _("Choose one."), "invalid_choice": CHOOSE_FROM_LIST},
    ModelChoiceField: {"required": _("Choose one."), "invalid_choice": CHOOSE_FROM_LIST},
    ModelMultipleChoiceField: {
        "required": _("Choose at least one."),
        "invalid_choice": CHOOSE_FROM_LIST,
        "invalid_list": CHOOSE_FROM_LIST,
        "invalid_pk_value": CHOOSE_FROM_LIST,
    },
    fields.FilePathField: {"required": _("Choose one."), "invalid_choice": CHOOSE_FROM_LIST},
    fields.MultipleChoiceField: {
        "required": _("Choose at least one."),
        "invalid_choice": CHOOSE_FROM_LIST,
        "invalid_list": CHOOSE_FROM_LIST,
    },
    fields.TypedMultipleChoiceField: {"required": _("Choose at least one.")},
    fields.MultiValueField: {
        "invalid": _("Look at these once more: one of them cannot be kept as it is."),
        "incomplete": _("One of these is still missing. Fill it in."),
    },
    fields.FileField: {
        "required": _("Choose a file first."),
        "invalid": NO_FILE,
        "missing": NO_FILE,
        "empty": _("This file is empty. Choose another."),
        "max_length": _("The name of this file is too long. Shorten it to %(max)d characters."),
        "contradiction": _("Either choose a file or tick that it goes, not both."),
    },
    fields.ImageField: {"invalid_image": _("This is not a picture, or it is damaged. Choose another.")},
}


def put_in_place() -> None:
    """Let every field made from now on speak these sentences. Called once, before any form is made."""
    for kind, sentences in SENTENCES.items():
        kind.default_error_messages = {**kind.__dict__.get("default_error_messages", {}), **sentences}
