from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "pentimento.exchange"
    label = "exchange"
