"""The only way to people: what a member of staff may see, and where each person stands."""

from typing import Any

from django.db.models import Q, QuerySet

from retraining.trials.scope import Scope


class ParticipantQuerySet(QuerySet[Any]):
    """Participants, by who may see them."""

    def visible_to(self, scope: Scope) -> "ParticipantQuerySet":
        """Those of the trial and sites that `scope` reaches."""
        wanted = Q(trial_id=scope.trial_id)
        if scope.site_ids is not None:
            wanted &= Q(site_id__in=scope.site_ids)
        return self.filter(wanted)
