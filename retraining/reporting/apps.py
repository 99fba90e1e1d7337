from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "retraining.reporting"
    label = "reporting"
