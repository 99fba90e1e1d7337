"""A small trial in its second week, built once for all tests of a file, and planted leaks."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from django.http import HttpRequest, HttpResponse

from retraining.common import clock
from retraining.portal.leak_check import Verdict, leak_check
from retraining.randomisation.models import Allocation
from retraining.reminders.services import queue_what_is_due
from retraining.reporting.services import refresh_waiting
from tests import cast, databases
from tests.reporting.people import MADE, answer, day, listen

NAMES = ("Ana", "Bea", "Cleo", "Dora")
NOW = day(11)
Opened = Callable[[], AbstractContextManager[None]]


def build() -> None:
    """Four people of both arms in one stratum, who listened, answered and got their mails."""
    with clock.at(MADE):
        people = [cast.randomised(name) for name in NAMES]
    assert len(set(arms().values())) == 2, "the list gave everybody the same arm"
    with clock.at(day(1, hour=9)):
        queue_what_is_due()
    for number, person in enumerate(people):
        listen(person, day(2), 1, share=(1, 0.6, 0.3, 1)[number])
        answer(person, 1, (number, 5, 4, 3), minute=number)
    with clock.at(NOW):
        refresh_waiting()


@contextmanager
def opened(blocker: object, purpose: str) -> Iterator[None]:
    """A database of one's own with the small trial."""
    with blocker.unblock(), databases.clone(purpose):  # type: ignore[attr-defined]
        build()
        yield


def arms() -> dict[int, str]:
    """{participant id: arm}, as only a test may ask."""
    return dict(Allocation.objects.values_list("participant", "arm__slug"))


def looked_at(*roles: str) -> Verdict:
    """The verdict on some roles, eleven days after the start."""
    with clock.at(NOW):
        return leak_check(cast.the_trial(), roles)


def kinds(verdict: Verdict) -> set[str]:
    """Kinds of what was found."""
    return {finding.kind for finding in verdict.findings}


class HeaderLeak:
    """A middleware that puts an arm into a header of every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["X-Cache-Key"] = "-".join(arms().values())
        return response
