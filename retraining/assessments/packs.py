"""The licence gate: text packs of a trial, what is missing, and the one writer of them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.assessments import protocol_section
from retraining.assessments.models import TextPackRow
from retraining.assessments.protocol_section import Part
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.findings import Finding
from retraining.instruments import registry
from retraining.instruments.text_packs import LicenceState, TextPack, parse
from retraining.trials.errors import Refused
from retraining.trials.models import ProtocolVersion, Trial


class BadPack(Refused):
    """The file cannot be used; each finding has its line."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__(_("This text pack cannot be used."))


@transaction.atomic
def load(*, trial: Trial, data: bytes, path: str, by: User | None) -> TextPackRow:
    """Keep a text pack for a trial; it counts in place of an earlier one of its language.

    Args:
        trial: whose people read the words.
        data: the file.
        path: its name, for the findings.
        by: who loads it and so says that the licence is held; None on the command line.

    Raises:
        BadPack: the file is wrong. Nothing is kept.
        Refused: its licence has ended.
    """
    pack, findings = parse(data, path)
    if pack is None:
        raise BadPack(findings)
    if pack.state(clock.now().date()) == LicenceState.ENDED:
        raise Refused(_("The licence of this text pack has ended."))
    row = TextPackRow.objects.create(
        trial=trial,
        instrument=pack.instrument,
        instrument_version=pack.version,
        language=pack.language,
        licence_number=pack.licence_number,
        licence_holder=pack.licence_holder,
        expires_on=pack.expires,
        texts=dict(pack.texts),
        sha256=hashlib.sha256(data).hexdigest(),
        at=clock.now(),
        by=by,
    )
    record(
        "text-pack.loaded",
        by=by,
        object_type="text-pack",
        object_ids=[row.pk],
        trial_id=trial.pk,
    )
    return row


def pack_of(trial_id: int, instrument: str, language: str) -> TextPackRow | None:
    """The pack that counts, whether or not its licence has ended."""
    rows = TextPackRow.objects.filter(trial_id=trial_id, instrument=instrument, language=language)
    return rows.order_by("-pk").first()


def licence_state(row: TextPackRow, today: date) -> LicenceState:
    """Whether the words of a kept pack may be shown on a day."""
    return TextPack(
        row.instrument,
        row.instrument_version,
        row.language,
        row.licence_number,
        row.licence_holder,
        row.expires_on,
        {},
    ).state(today)


@dataclass(frozen=True)
class Needed:
    """A questionnaire whose words a trial has to bring.

    Args:
        instrument: code.
        name: of the questionnaire, for staff.
        pack: the one that counts; None where there is none.
        state: of its licence today; None where there is no pack.
    """

    instrument: str
    name: str
    pack: TextPackRow | None
    state: LicenceState | None


def needed_texts(trial: Trial, content: Mapping[str, Any]) -> list[Needed]:
    """Every questionnaire of a protocol with `needs_text`, each with the pack that counts."""
    day = clock.now().date()
    language = content["trial"]["language"]
    found = []
    for code in _codes(content):
        row = pack_of(trial.pk, code, language)
        state = licence_state(row, day) if row else None
        found.append(Needed(code, registry.get(code).name or code, row, state))
    return found


def needed_for(trial: Trial) -> list[Needed]:
    """The same for the newest protocol of a trial; nothing where it has none."""
    version = trial.versions.order_by("-number").first()
    return needed_texts(trial, version.content) if version else []


def _codes(content: Mapping[str, Any]) -> list[str]:
    visits = [*protocol_section.read(content), *protocol_section.read_ratings(content)]
    codes = [part.instrument for v in visits for part in v.parts if part.needs_text]
    return list(dict.fromkeys(codes))


def to_renew(trial: Trial) -> list[TextPackRow]:
    """The packs that count whose licence has ended or ends within two months, the first in front.

    Once it has ended nobody begins these questions any more: so it is said in time.
    """
    rows = TextPackRow.objects.filter(trial=trial).order_by("pk")
    newest = {(row.instrument, row.language): row for row in rows}
    today = clock.now().date()
    ending = [row for row in newest.values() if licence_state(row, today) != LicenceState.VALID]
    return sorted(ending, key=lambda row: (row.expires_on or today, row.instrument))


def text_gaps(trial: Trial, content: Mapping[str, Any]) -> list[str]:
    """What `freeze` refuses for: a sentence for each questionnaire without words or licence."""
    found = []
    for one in needed_texts(trial, content):
        if one.pack is None:
            found.append(f"no text pack is loaded for {one.instrument}")
        elif one.state == LicenceState.ENDED:
            found.append(f"the licence of the text pack for {one.instrument} has ended")
    return found


def blocked(version: ProtocolVersion, parts: Iterable[Part]) -> set[str]:
    """The questionnaires that may not be begun: the licence of their words has ended.

    What was begun may be finished, and answers that are there stay readable. Where no pack was ever
    loaded the placeholder words are shown: a trial that went live has them all, since `freeze`
    refuses without.
    """
    codes = [part.instrument for part in parts if part.needs_text]
    if not codes:
        return set()
    rows = TextPackRow.objects.filter(
        trial=version.trial_id,
        instrument__in=codes,
        language=version.content["trial"]["language"],
    )
    counting = {row.instrument: row for row in rows.order_by("pk")}
    today = clock.now().date()
    return {
        code for code, row in counting.items() if licence_state(row, today) == LicenceState.ENDED
    }


@transaction.atomic
def copy_packs(*, source: Trial, live: Trial) -> int:
    """Give a live trial the packs that count in the test trial it is copied from.

    Who loaded them, and so said that the licence is held, stays with each.

    Returns:
        How many.
    """
    rows = TextPackRow.objects.filter(trial=source).order_by("pk")
    newest = {(row.instrument, row.language): row for row in rows}
    for row in newest.values():
        row.pk, row.trial = None, live
        row._state.adding = True
    TextPackRow.objects.bulk_create(newest.values())
    return len(newest)
