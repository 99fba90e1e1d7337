from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "retraining.reminders"
    label = "reminders"
