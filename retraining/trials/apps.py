from django.apps import AppConfig


class TrialsConfig(AppConfig):
    name = "retraining.trials"
    label = "trials"
