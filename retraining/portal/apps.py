from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "retraining.portal"
    label = "portal"
