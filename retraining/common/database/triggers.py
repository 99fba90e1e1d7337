"""Triggers of many tables in one step of a migration."""

from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger


class AddTriggerAlone(AddTrigger):
    """A trigger whose table needs no new look at all related tables.

    pgtrigger's own step renders every model that hangs together anew for each of our two hundred
    triggers, which was most of the time of a first start. A trigger changes no model.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the trigger, so that the next migration knows of it."""
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]
