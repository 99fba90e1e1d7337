"""Loading: the database version is the truth; the same folder twice is one version."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from retraining.protocol.services import load
from retraining.trials.models import ProtocolVersion
from tests.cast import invited, the_trial
from tests.databases import LIBRARY

pytestmark = pytest.mark.django_db


def test_the_same_folder_is_loaded_once() -> None:
    first = ProtocolVersion.objects.get(trial=the_trial())
    assert load(path=LIBRARY, by=None) == first


def test_documents_scripts_and_arms_are_there() -> None:
    version = ProtocolVersion.objects.get(trial=the_trial())
    keys = set(version.documents.values_list("key", flat=True))
    assert keys == {"information", "privacy", "consent", "blocks"}
    names = set(version.scripts.values_list("programme", "name"))
    kinds = ("core", "practice-a", "practice-b", "short", "reading")
    pieces = {f"w{week}-{kind}" for week in range(1, 9) for kind in kinds}
    assert names == {(arm, piece) for arm in ("mair", "relaxation") for piece in pieces}
    assert set(the_trial().arms.values_list("slug", flat=True)) == {"mair", "relaxation"}
    assert all(version.scripts.values_list("draft", flat=True))


def test_an_amendment_is_a_new_version_and_people_keep_theirs(tmp_path: Path) -> None:
    person = invited("Ana")
    folder = Path(shutil.copytree(LIBRARY, tmp_path / "mair_fibromyalgia"))
    toml = folder / "protocol.toml"
    toml.write_text(toml.read_text().replace("again_after_days = 4", "again_after_days = 3"))
    second = load(path=folder, by=None, reason="ask one day sooner")
    assert (second.number, second.reason) == (2, "ask one day sooner")
    person.refresh_from_db()
    assert person.version.number == 1
    assert invited("Bea", "leeds").version == second


def test_freeze_refuses_and_says_what_is_missing() -> None:
    out = StringIO()
    with pytest.raises(CommandError) as stopped:
        call_command("protocol", "freeze", "mair_fibromyalgia", stdout=out)
    assert stopped.value.returncode == 2
    lines = out.getvalue().splitlines()
    assert "the ethics reference is missing" in lines
    assert "script mair/w1-core names no clinical reviewer and date" in lines
    assert len([line for line in lines if line.startswith("script ")]) == 80


def test_freezing_an_unknown_trial_is_one_line() -> None:
    with pytest.raises(CommandError, match="there is no trial nothing"):
        call_command("protocol", "freeze", "nothing")
