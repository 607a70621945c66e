from django.apps import AppConfig


class ArtworksConfig(AppConfig):
    name = "pentimento.practice.artworks"
    label = "artworks"
    default_auto_field = "django.db.models.BigAutoField"
