"""Who may open which address: every address of ours, for everybody of the cast."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.converters import IntConverter

from retraining.accounts.models import User
from retraining.common.access import Audience
from retraining.trials.models import Participant
from sessions.models import PlanItem
from tests.cast import a_member_of_staff, max_the_manager, randomised
from tests.guards.addresses import every_pattern

pytestmark = pytest.mark.django_db

WHO = (
    "nobody", "participant", "clinician", "rater", "manager", "statistician", "monitor",
    "support", "dmc", "list-keeper", "medic", "assessor",
)  # fmt: skip
AUDIENCES = {
    "participant": {Audience.PARTICIPANT},
    "clinician": {Audience.CLINIC},
    "rater": {Audience.CLINIC},
    "manager": {Audience.MANAGE},
    "statistician": {Audience.STATISTICS},
    "monitor": {Audience.MANAGE},
    "support": {Audience.CLINIC},
    "dmc": {Audience.STATISTICS},
    "list-keeper": {Audience.MANAGE},
    "medic": {Audience.MANAGE},
    "assessor": {Audience.CLINIC},
}
HELD = {
    "clinician": {
        "view-caseload", "handle-alerts", "record-events", "view-events", "record-contacts",
        "answer-queries", "destroy-samples",
    },
    "rater": {"rate"},
    "manager": {
        "view-people", "invite", "confirm-eligibility", "randomise", "manage-staff", "manage-sites",
        "manage-programmes", "record-contacts", "handle-answers", "lock-data",
    },
    "statistician": {"view-pooled-data", "export-data", "file-plan"},
    "monitor": {"read-audit"},
    "support": {
        "view-caseload", "handle-alerts", "record-events", "view-events", "record-contacts",
    },
    "dmc": {"view-tables-by-code"},
    "list-keeper": {"keep-lists"},
    "medic": {"unblind"},
    "assessor": {"view-events", "assess-events"},
}  # fmt: skip
REFUSED = (404, 403)


class Cast:
    """One person per role, and values for the variable parts of addresses."""

    def __init__(self) -> None:
        self.ana = randomised("Ana")
        self.users: dict[str, User | None] = {"nobody": None, "participant": self.ana.user}
        for role in WHO[2:]:
            if role != "manager":
                self.users[role] = a_member_of_staff(role.capitalize(), role)
        self.users["manager"] = max_the_manager()
        self.values = values_for(self.ana)

    def client(self, who: str) -> Client:
        """A browser of this person."""
        client = Client()
        user = self.users[who]
        if user is not None:
            client.force_login(user)
        return client


def values_for(person: Participant) -> dict[str, object]:
    item = PlanItem.objects.filter(participant=person, kind="core").first()
    return {
        "code": person.code,
        "item_id": item.pk if item else 0,
        "visit": "baseline",
        "item": "pain",
        "questions": "check-in",
        "token": "1-unknown",
        "background": "none",
        "site": "madrid",
        "slug": "madrid",
        "persona": "ana",
        "log": "contacts",
        "entry": "paper",
        "part": "about",
        "key": "information",
        "document": "information",
    }


def addresses() -> Iterator[tuple[str, Callable[..., object]]]:
    """(name, view) of each address of ours that a GET could ask for."""
    for _path, entry in every_pattern(get_resolver().url_patterns):
        if entry.name and hasattr(entry.callback, "access_rule"):
            yield entry.name, entry.callback


def path_of(name: str, values: dict[str, object]) -> str | None:
    """The address with the cast's values in its variable parts."""
    for path, entry in every_pattern(get_resolver().url_patterns):
        if entry.name == name:
            wanted = entry.pattern.converters
            parts = {
                key: 1 if isinstance(kind, IntConverter) and key == "part" else values.get(key, 1)
                for key, kind in wanted.items()
            }
            return reverse(name, kwargs=parts) if path is not None else None
    return None


def expected(who: str, rule: object) -> set[str]:
    """What may happen: "in", "sign-in", "404" or "403"."""
    audience, permission = rule.audience, rule.permission  # type: ignore[attr-defined]
    if audience in (Audience.PUBLIC, Audience.PLAYER):
        return {"in"}
    if who == "nobody":
        return {"sign-in"}
    if audience == Audience.SIGNED_IN:
        return {"in"}
    if audience not in AUDIENCES[who]:
        return {"404"}
    if permission is not None and str(permission) not in HELD.get(who, set()):
        return {"403"}
    return {"in"}


def happened(status: int, location: str) -> str:
    if status == 302 and "/accounts/login/" in location:
        return "sign-in"
    if status >= 500:
        return "broken"
    return str(status) if status in REFUSED else "in"


@pytest.fixture
def cast() -> Cast:
    return Cast()


def test_every_address_for_everybody(cast: Cast) -> None:
    seen = 0
    wrong = []
    for who in WHO:
        client = cast.client(who)
        for name, view in addresses():
            path = path_of(name, cast.values)
            assert path is not None
            response = client.get(path)
            if response.streaming:
                b"".join(response)  # read to its end, a file is closed
            result = happened(response.status_code, response.headers.get("Location", ""))
            allowed = expected(who, view.access_rule)  # type: ignore[attr-defined]
            # Inside, an object that the cast does not have may still be unknown.
            if allowed == {"in"} and result == "404":
                continue
            seen += 1
            if result not in allowed:
                wrong.append((who, name, path, response.status_code, allowed))
    assert seen > 150
    assert wrong == [], "\n".join(map(str, wrong))


def test_the_matrix_would_notice_an_open_door() -> None:
    class Open:
        audience, permission = Audience.MANAGE, "invite"

    assert happened(200, "") not in expected("participant", Open)
    assert happened(200, "") not in expected("nobody", Open)
    assert happened(503, "") not in expected("manager", Open)


def test_json_callers_get_401_instead_of_a_page(client: Client) -> None:
    response = client.get(reverse("today"), headers={"accept": "application/json"})
    assert response.status_code == 401
    assert response.json() == {"error": "sign in"}
