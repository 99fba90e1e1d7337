"""Which entries of the audit log belong to one site."""

from django.db.models import BooleanField, F, Func, Model, Q, Subquery, TextField
from django.db.models.functions import Cast

from retraining.assessments.models import Response
from retraining.safety.models import Alert, Event, Report
from retraining.trials.models import (
    Participant,
    Site,
    StaffAssignment,
    StaffInvitation,
    Suspension,
)
from sessions.models import PlanItem

# Kind of thing as an entry names it: where its rows are, and the way from a row to its site.
PLACES: dict[str, tuple[type[Model], str]] = {
    "participant": (Participant, "site_id"),
    "user": (Participant, "site_id"),
    "response": (Response, "participant__site_id"),
    "plan-item": (PlanItem, "participant__site_id"),
    "alert": (Alert, "participant__site_id"),
    "report": (Report, "participant__site_id"),
    "adverse-event": (Event, "participant__site_id"),
    "site": (Site, "pk"),
    "assignment": (StaffAssignment, "site_id"),
    "staff-invitation": (StaffInvitation, "site_id"),
    "suspension": (Suspension, "site_id"),
}


class NamesOneOf(Func):
    """Whether a JSON list of ids holds one of those that a query finds, compared as texts."""

    template = "EXISTS (SELECT 1 FROM jsonb_array_elements_text(%(expressions)s)"
    arg_joiner = ") AS named(one) WHERE named.one IN "
    output_field = BooleanField()


def at_site(trial_id: int, site_id: int) -> Q:
    """Entries about a site, its people, their things and its staff, and what its people did.

    A list of people that was shown counts where one of them belongs to the site. Staff of the whole
    trial belong to no site.

    Args:
        trial_id: the trial; a site of another one finds nothing.
        site_id: the site.
    """
    people = Participant.objects.filter(site_id=site_id, site__trial_id=trial_id)
    found = Q(actor_id__in=people.exclude(user=None).values("user_id"))
    for kind, (model, way) in PLACES.items():
        rows = model._default_manager.filter(**{way: site_id})
        key = "user_id" if kind == "user" else "pk"
        ids = rows.annotate(as_text=Cast(key, TextField())).values("as_text")
        found |= Q(NamesOneOf(F("object_ids"), Subquery(ids)), object_type=kind)
    return found
