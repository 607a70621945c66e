from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "pentimento.practice.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The works of a client lie beside their scores, though neither room knows the other."""
        from pentimento.practice.outcomes.queries import show_beside

        from .queries.threads import works_lane

        show_beside(works_lane)
