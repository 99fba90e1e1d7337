"""Seeded databases: the whole simulated trial once, or a handful of its people."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection
from django.test import override_settings

from retraining.demo.cohort import Someone, cohort
from retraining.demo.seeding import Seeding, seed
from retraining.trials.models import Site
from tests import databases

Opened = Callable[[str], AbstractContextManager[None]]


def mailbox() -> AbstractContextManager[None]:
    """Mails go to the demo's mailbox."""
    return override_settings(EMAIL_BACKEND="retraining.demo.mailbox.MailboxBackend")


def without_sites() -> None:
    """The seeding makes its own sites; what the template's sites hold is append-only."""
    with connection.cursor() as cursor:
        cursor.execute("alter table trials_green_light disable trigger user")
        cursor.execute("delete from trials_green_light")
        cursor.execute("alter table trials_green_light enable trigger user")
    Site.objects.all().delete()


def people(*names: str) -> tuple[Someone, ...]:
    """Some of the cohort."""
    found = tuple(someone for someone in cohort() if someone.name in names)
    assert len(found) == len(names)
    return found


@pytest.fixture(scope="module")
def opened(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Opened:
    """Opens a database of one's own with the trial, without sites, mails going to the mailbox."""

    @contextmanager
    def open_one(purpose: str) -> Iterator[None]:
        with (
            django_db_blocker.unblock(),  # type: ignore[attr-defined]
            databases.clone(purpose),
            mailbox(),
        ):
            without_sites()
            yield

    return open_one


@pytest.fixture(scope="module")
def seeded(opened: Opened) -> Iterator[None]:
    """The whole simulated trial, seeded once for all tests of a file."""
    with opened("whole"):
        assert seed(Seeding())
        yield
