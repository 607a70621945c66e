from django.apps import AppConfig


class OccupationsConfig(AppConfig):
    name = "pentimento.profession.occupations"
    label = "occupations"
    default_auto_field = "django.db.models.BigAutoField"
