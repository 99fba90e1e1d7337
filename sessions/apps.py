from django.apps import AppConfig


class GuidedSessionsConfig(AppConfig):
    """Guided sessions. Django's own app is called `sessions`, so the label differs, for ever."""

    name = "sessions"
    label = "guided_sessions"
