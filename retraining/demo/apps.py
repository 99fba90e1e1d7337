from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "retraining.demo"
    label = "demo"
