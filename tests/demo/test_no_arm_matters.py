"""Exchanging the arms in the list changes who follows what, and nothing that anybody does."""

from typing import Any

import pytest

from retraining.assessments.models import Answer, Score
from retraining.demo.models import StoredMail
from retraining.demo.seeding import Seeding, seed
from retraining.randomisation.models import Allocation
from retraining.reminders.models import MessageState
from retraining.safety.models import Alert, AlertStep
from retraining.trials.models import ParticipantDate
from sessions.models import ListeningRecord
from tests.demo.conftest import Opened, people

pytestmark = pytest.mark.xdist_group("exchanged-demo")  # two seedings for all tests below
FEW = ("Claire Ramsden", "Joanne Dyson", "Victoria Fuentes", "Ana Prieto", "Bea Thornton")
WHO = "participant__user__email"


def rows(queryset: Any, *fields: str) -> list[tuple[Any, ...]]:
    return sorted(queryset.values_list(*fields), key=repr)


def what_happened() -> dict[str, list[tuple[Any, ...]]]:
    """Everything that could follow from an arm if something were wrong."""
    record = ("plan_item__" + WHO, "plan_item__week", "plan_item__kind")
    alerts = ("rule", "occasion", "colour", "steps__kind", "participant__user__email")
    assert Alert.objects.filter(rule="upset").count() == 1  # there is something to compare
    return {
        "alerts": rows(Alert.objects, *alerts) + rows(AlertStep.objects, "alert__rule", "kind"),
        "dates": rows(ParticipantDate.objects, WHO, "kind", "day"),
        "answers": rows(Answer.objects, "response__" + WHO, "response__visit", "item", "value"),
        "scores": rows(Score.objects, "response__" + WHO, "response__visit", "scale", "value"),
        "minutes": rows(
            ListeningRecord.objects, *record, "coverage_s", "play_s", "completed", "completed_days"
        ),
        "messages": rows(
            MessageState.objects, "message__" + WHO, "message__occasion", "message__kind",
            "state", "detail",
        ),
        "mails": rows(StoredMail.objects, "to", "subject"),
        "strata": rows(Allocation.objects, WHO, "stratum__label", "position"),
    }  # fmt: skip


def arms() -> dict[str, str]:
    return dict(Allocation.objects.values_list(WHO, "arm__slug"))


@pytest.fixture(scope="module")
def both(opened: Opened) -> list[tuple[dict[str, Any], dict[str, str]]]:
    """The same few people, seeded with the list and with its arms exchanged."""
    found = []
    for exchanged in (False, True):
        with opened(f"exchanged_{exchanged}".lower()):
            assert seed(Seeding(people=people(*FEW), exchanged=exchanged))
            found.append((what_happened(), arms()))
    return found


def test_two_seedings_give_the_same_people_dates_scores_and_minutes(both: Any) -> None:
    (first, _), (second, _) = both
    for part, found in first.items():
        assert len(found) >= (1 if part == "alerts" else len(FEW)), part
        assert found == second[part], part


def test_every_arm_was_exchanged(both: Any) -> None:
    (_, first), (_, second) = both
    assert len(first) == len(FEW)
    other = {"mair": "relaxation", "relaxation": "mair"}
    assert second == {who: other[arm] for who, arm in first.items()}
