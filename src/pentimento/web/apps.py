from django.apps import AppConfig

from . import sentences


class WebConfig(AppConfig):
    name = "pentimento.web"
    label = "web"

    def ready(self) -> None:
        """Before any form is made: what its fields say when they cannot take something."""
        sentences.put_in_place()
