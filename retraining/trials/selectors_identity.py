"""Whose name and number are needed still, and who still answers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string


def still_needed() -> QuerySet[Any]:
    """Participants whom somebody may have to reach: their open safety matters are answered first.

    What is open is known to packages above this one, so settings.IDENTITY_NEEDED_FOR names their
    function. Without that name nothing can be removed at all.
    """
    find: Callable[[], QuerySet[Any]] = import_string(settings.IDENTITY_NEEDED_FOR)
    return find()


def answered_since(moment: datetime) -> QuerySet[Any]:
    """Ids of participants who answered in a visit since a moment.

    Answers belong to a package above this one, so settings.ANSWERED_SINCE names their function.
    """
    find: Callable[[datetime], QuerySet[Any]] = import_string(settings.ANSWERED_SINCE)
    return find(moment)
