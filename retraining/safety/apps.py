from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "retraining.safety"
    label = "safety"
