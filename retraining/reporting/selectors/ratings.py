"""Whom a rater may be asked to rate."""

from typing import Any

from django.core.paginator import Page, Paginator

from retraining.trials.models import DateKind, Participant
from retraining.trials.scope import Scope

PER_PAGE = 100


def people_to_rate(scope: Scope, page: str) -> Page[Any]:
    """The people within reach who agreed to take part, by number.

    Nothing else of them is read: not whether they were randomised, began or stopped.
    """
    people = Participant.objects.visible_to(scope).filter(dates__kind=DateKind.ENROLLED)
    numbers = people.order_by("pk").values_list("pk", "code", named=True).distinct()
    return Paginator(numbers, PER_PAGE).get_page(page)
