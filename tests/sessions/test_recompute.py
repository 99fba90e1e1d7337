"""`manage.py recompute`: records by another rule stand beside, and a second run changes nothing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from retraining.audit.models import AuditEntry
from retraining.trials.models import Participant, Trial
from sessions.models import ListeningRecord
from sessions.services import listening
from tests.portal_my.days import hear, item, on_day, starting

pytestmark = pytest.mark.django_db
TRIAL = "mair-fibromyalgia"


@pytest.fixture
def ana() -> Participant:
    """Somebody who heard 18 of 25 minutes, which is 72 %, and a whole practice."""
    ana = starting("Ana")
    with on_day(2):
        hear(ana, 1, "core", minutes=18)
        hear(ana, 1, "practice")
    return ana


def recompute(*args: str) -> str:
    out = StringIO()
    call_command("recompute", *args, stdout=out)
    return out.getvalue().strip()


def rows(rule: str) -> dict[str, bool]:
    found = ListeningRecord.objects.filter(rule=rule)
    return dict(found.values_list("plan_item__kind", "completed"))


def test_a_second_rule_stands_beside_the_first(ana: Participant) -> None:
    before = list(ListeningRecord.objects.filter(rule="v1").order_by("pk").values())
    assert recompute("--rule", "v1-60") == "v1-60, all trials: 2 records made"
    assert rows("v1-60") == {"core": True, "practice": True}
    assert list(ListeningRecord.objects.filter(rule="v1").order_by("pk").values()) == before
    assert rows("v1") == {"core": False, "practice": True}


def test_a_second_run_changes_nothing(ana: Participant) -> None:
    recompute("--rule", "v1-60")
    before = list(ListeningRecord.objects.order_by("pk").values())
    assert recompute("--rule", "v1-60") == "v1-60, all trials: 0 records made"
    assert recompute("--rule", "v1", "--trial", TRIAL) == f"v1, {TRIAL}: 0 records made"
    assert list(ListeningRecord.objects.order_by("pk").values()) == before


def test_new_listening_is_taken_in_by_the_next_run(ana: Participant) -> None:
    recompute("--rule", "v1-60")
    with on_day(3):
        hear(ana, 1, "short")
        hear(ana, 1, "core")
    assert recompute("--rule", "v1-60") == "v1-60, all trials: 2 records made"
    record = ListeningRecord.objects.get(plan_item=item(ana, 1, "core"), rule="v1-60")
    assert record.coverage_s == 25 * 60


def test_a_run_that_was_cut_short_goes_on(
    ana: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, calls = listening.fold_item, []

    def once(**values: object) -> object:
        calls.append(values)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return whole(**values)

    monkeypatch.setattr(listening, "fold_item", once)
    with pytest.raises(KeyboardInterrupt):
        recompute("--rule", "v1-60")
    monkeypatch.setattr(listening, "fold_item", whole)
    assert recompute("--rule", "v1-60") == "v1-60, all trials: 1 records made"
    assert len(rows("v1-60")) == 2


def test_one_record_that_cannot_be_made_is_told_and_the_others_are_made(
    ana: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, core = listening.fold_item, item(ana, 1, "core").pk

    def some(*, plan_item: object, rule: str) -> object:
        if plan_item.pk == core:  # type: ignore[attr-defined]
            raise ValueError("broken")
        return whole(plan_item=plan_item, rule=rule)

    monkeypatch.setattr(listening, "fold_item", some)
    with pytest.raises(CommandError, match="1 records could not be made") as stopped:
        recompute("--rule", "v1-60")
    assert stopped.value.returncode == 1
    assert rows("v1-60") == {"practice": True}


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "--rule is needed"),
        (["--rule", "v9"], "unknown listening rule 'v9'; known: v1, v1-60"),
        (["--rule", ""], "unknown listening rule ''"),
        (["--rule", "v1", "--trial", "nowhere"], "no trial is called 'nowhere'"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(args: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message) as stopped:
        recompute(*args)
    assert stopped.value.returncode == 2
    assert "\n" not in str(stopped.value)
    assert not AuditEntry.objects.filter(action="listening.recomputed").exists()


def test_the_run_is_one_audit_entry_and_no_second_completion(ana: Participant) -> None:
    completions = AuditEntry.objects.filter(action="listening.completed").count()
    recompute("--rule", "v1-60", "--trial", TRIAL)
    entry = AuditEntry.objects.get(action="listening.recomputed")
    trial = Trial.objects.get(slug=TRIAL)
    assert (entry.object_ids, entry.trial_id, entry.reason) == ([trial.pk], trial.pk, "v1-60")
    assert AuditEntry.objects.filter(action="listening.completed").count() == completions
