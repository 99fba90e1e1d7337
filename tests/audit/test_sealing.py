"""Sealing waits for every older transaction, and `audit_verify` finds what was altered."""

import json
import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from retraining.audit import services
from retraining.audit.models import AuditEntry, AuditSeal
from retraining.audit.selectors import verify
from tests.sealing import is_sealed, seal_until


def write(action: str) -> AuditEntry:
    return services.record(action, by=None, object_type="thing", object_ids=[1])


def test_entries_are_sealed_in_order_once(committed_db: str) -> None:
    entries = [write(f"act.{n}") for n in range(3)]
    seal_until(*entries)
    assert services.seal() == 0
    tail = AuditSeal.objects.order_by("-position")[:3]
    assert [seal.entry for seal in tail] == entries[::-1]
    assert verify().holds
    assert verify().unsealed == 0


def test_an_entry_of_an_open_transaction_keeps_younger_ones_waiting(committed_db: str) -> None:
    wrote, finish = threading.Event(), threading.Event()
    slow_entries: list[AuditEntry] = []

    def slow() -> None:
        with transaction.atomic():
            slow_entries.append(write("slow.act"))
            wrote.set()
            finish.wait(20)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    wrote.wait(20)
    quick = write("quick.act")
    services.seal()
    sealed_meanwhile = is_sealed(quick)
    finish.set()
    thread.join()
    assert not sealed_meanwhile
    seal_until(quick, *slow_entries)
    newest = AuditSeal.objects.select_related("entry").order_by("-position")[:2]
    assert [seal.entry.action for seal in newest] == ["quick.act", "slow.act"]


def tamper(sql: str) -> None:
    """What somebody with the database's own rights could do."""
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("set session_replication_role = default")


def test_verify_finds_an_altered_entry(committed_db: str, capsys) -> None:
    entry = write("honest.act")
    seal_until(entry)
    tamper(f"update audit_entry set action = 'other.act' where id = {entry.pk}")
    with pytest.raises(SystemExit) as stopped:
        call_command("audit_verify")
    assert stopped.value.code == 1
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["holds"] is False
    assert verdict["broken_at"] == AuditSeal.objects.get(entry=entry).position


def test_verify_prints_what_waits(committed_db: str, capsys) -> None:
    seal_until(write("sealed.act"))
    write("fresh.act")
    call_command("audit_verify")
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["holds"] is True
    assert verdict["unsealed"] == 1
    assert verdict["oldest_unsealed_s"] >= 0


def test_nothing_is_saved_where_the_entry_cannot_be_written(committed_db: str, monkeypatch) -> None:
    from retraining.trials.models import Site
    from retraining.trials.services import staff
    from tests.cast import max_the_manager, the_site

    site = the_site("madrid")

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("no audit")

    manager = max_the_manager()
    monkeypatch.setattr(staff, "record", refuse)
    site.phone = "1"
    with pytest.raises(RuntimeError):
        staff.save_site(site=site, by=manager)
    assert Site.objects.get(pk=site.pk).phone != "1"
