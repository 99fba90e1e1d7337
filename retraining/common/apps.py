from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "retraining.common"
    label = "common"
