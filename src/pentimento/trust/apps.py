"""One Django app for the whole floor, so that its tables share one migration history."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    """The floor every room stands on."""

    name = "pentimento.trust"
    label = "trust"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every room write ``<id:chart>`` in its addresses."""
        from django.urls import register_converter

        from .identifiers import PublicIdConverter

        register_converter(PublicIdConverter, "id")
