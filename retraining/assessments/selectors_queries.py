"""Queries about single values: which are open, and whose turn it is. No arm is known here."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from retraining.accounts.roles import Permission
from retraining.assessments.models import DataQuery, QueryMessage, QueryStep
from retraining.trials.models import Participant
from retraining.trials.scope import Scope

# What somebody guessed of the programme is for no one who must not learn it, and never asked back.
NEVER_ASKED_BACK = frozenset({"guess"})


def open_queries(scope: Scope) -> QuerySet[Any]:
    """Queries within reach that nobody has closed, oldest first, with the step said last.

    Args:
        scope: of a member of staff.

    Returns:
        DataQuery rows with `last_step` (a value of QueryStep).
    """
    closed = QueryMessage.objects.filter(step=QueryStep.CLOSED).values("query")
    newest = QueryMessage.objects.filter(query=OuterRef("pk")).order_by("-pk").values("step")[:1]
    people = Participant.objects.visible_to(scope)
    rows = DataQuery.objects.filter(response__participant__in=people).exclude(pk__in=closed)
    return (
        rows.annotate(last_step=Subquery(newest))
        .select_related("response__participant__trial", "response__participant__site")
        .select_related("response__participant__version")
        .order_by("pk")
    )


def site_queries(scope: Scope) -> QuerySet[Any]:
    """The open queries that a site is asked, those that wait for its answer in front."""
    rows = open_queries(scope).exclude(response__instrument__in=NEVER_ASKED_BACK)
    answered = ExpressionWrapper(Q(last_step=QueryStep.ANSWERED), BooleanField())
    return rows.order_by(answered.asc(), "pk")


def waiting_for_site(scope: Scope) -> int:
    """How many queries wait for the answer of a site; none for whoever may not answer them."""
    if not scope.may(Permission.ANSWER_QUERIES):
        return 0
    return site_queries(scope).filter(last_step=QueryStep.ASKED).count()
