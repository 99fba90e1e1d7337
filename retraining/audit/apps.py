from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "retraining.audit"
    label = "audit"
