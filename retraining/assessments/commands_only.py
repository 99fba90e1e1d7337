"""The commands of this package without its tables, for `retraining.settings.offline`."""

from django.apps import AppConfig


class CommandsOnly(AppConfig):
    name = "retraining.assessments"
    label = "assessments"

    def import_models(self) -> None:
        """Load none: the models need every package below, and these commands need no model."""
        self.models = self.apps.all_models[self.label] if self.apps else {}
