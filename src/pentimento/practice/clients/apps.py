from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "pentimento.practice.clients"
    label = "clients"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from pentimento.trust.access import naming

        from .queries.naming import names_standing_in

        naming.learn(names_standing_in)
