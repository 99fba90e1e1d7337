from django.apps import AppConfig


class ProtocolConfig(AppConfig):
    name = "retraining.protocol"
    label = "protocol"
