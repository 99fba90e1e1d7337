from django.apps import AppConfig


class RandomisationConfig(AppConfig):
    name = "retraining.randomisation"
    label = "randomisation"
