from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "pentimento.web"
    label = "web"
