from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "retraining.assessments"
    label = "assessments"
