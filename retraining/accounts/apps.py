from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "retraining.accounts"
    label = "accounts"
