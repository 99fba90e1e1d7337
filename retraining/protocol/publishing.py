"""Making an upload the trial's next version: in a live trial an amendment, with everything anew."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import DataError, transaction
from django.utils.translation import gettext as _

import sessions.protocol_section as guided_sessions
from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.findings import HINT, Finding
from retraining.protocol import folder as folders
from retraining.protocol import freezing, services, texts, uploads
from retraining.protocol.files import relative, unpacked
from retraining.protocol.models import Upload
from retraining.randomisation.selectors import may_have_method
from retraining.trials.errors import Refused
from retraining.trials.models import Amendment, ProtocolVersion, Trial, TrialKind
from sessions import renditions
from sessions.arm_folders import arms_of, line_of, read_protocol
from sessions.arm_parity import compare
from sessions.authoring_archive import unpack
from sessions.authoring_listing import voice_of
from sessions.services.recording import has_ended, newest_releases


@dataclass(frozen=True)
class Terms:
    """Under which terms a version is published.

    Args:
        reason: why, in a sentence.
        from_day: the day on which it takes effect for people who take part; None where it reaches
            only people who join from now on.
        first_week: the first week whose texts change for them; None as above.
    """

    reason: str
    from_day: date | None = None
    first_week: int | None = None


class NotEqual(Refused):
    """The arms differ in more than their method, or a finding is left: each with file and line."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__(_("The programmes cannot be published as they are."))


@transaction.atomic
def publish(*, upload: Upload, terms: Terms, by: User) -> ProtocolVersion:
    """Publish an upload as the next version of its trial.

    People keep the version that they were enrolled on. Where the terms name a week, the guided
    sessions of people who take part change too, in weeks from that one on which open on the day or
    later; their questionnaires and dates never do.

    Args:
        upload: the trial's open upload.
        terms: reason, day and week.
        by: who publishes.

    Returns:
        The version.

    Raises:
        NotEqual: the arms differ, or the checks find something; with the findings.
        Refused: it was decided on before, a text has no sound yet, nothing has changed, the terms
            do not fit, or the trial is live and something is missing.
    """
    trial = Trial.objects.select_for_update().get(pk=upload.trial_id)
    mine = Upload.objects.select_for_update().get(pk=upload.pk)
    if mine.closed_at is not None:
        raise Refused(_("This upload was published or put aside meanwhile."))
    found = texts.completed(trial.slug, unpack(bytes(mine.archive)))
    if found.missing:
        raise Refused(_("Some texts have no sound yet. Please wait until all of them have."))
    content = tomllib.loads(found.files[folders.PROTOCOL_FILE].decode())
    _check_terms(trial, content, terms)
    before = texts.newest(trial)
    version = _load(trial, found.files, terms.reason, by)
    if version == before:
        raise Refused(
            _("Nothing has changed since version %(number)d.") % {"number": version.number}
        )
    _record(version, before, terms, by)
    mine.version = version
    uploads.close(mine)
    return version


def _load(trial: Trial, files: Mapping[str, bytes], reason: str, by: User) -> ProtocolVersion:
    with unpacked(trial.slug, files) as folder:
        faults = [finding for finding in folders.check(folder) if not finding.is_hint]
        recorded = read_protocol(folder)["sessions"].get("voice") == renditions.RECORDED
        if recorded:
            faults += ended_releases(trial, folder)
        if recorded or trial.kind == TrialKind.LIVE:
            faults += breaches(folder)
        if faults:
            raise NotEqual(relative(faults, folder))
        if trial.kind == TrialKind.LIVE:
            _check_live(folder)
        try:
            with transaction.atomic():
                found = folders.read(folder)
                return services.store(trial=trial, found=found, path=folder, by=by, reason=reason)
        except DataError as error:
            raise Refused(_("A name or a number in protocol.toml is too long.")) from error


def readers_in(folder: Path) -> list[str]:
    """Codes of the readers whose voices a trial folder's listings name."""
    arms = read_protocol(folder)["arms"]
    voices = (voice_of(folder / arm["programme"]) for arm in arms)
    return sorted(
        {code for voice in voices for code in voice.removeprefix(texts.READER).split("+")}
    )


def ended_releases(trial: Trial, folder: Path) -> list[Finding]:
    """Recordings whose reader's release has ended, at the line that asks for recordings."""
    releases = newest_releases(trial)
    path, line = str(folder / folders.PROTOCOL_FILE), line_of(folder, "sessions", "voice")
    return [
        Finding(path, line, f"the release of reader {code} has ended")
        for code in readers_in(folder)
        if code not in releases or has_ended(releases[code])
    ]


def breaches(folder: Path) -> list[Finding]:
    """Where the arms of a trial folder differ in more than their method, with file and line."""
    content = read_protocol(folder)
    return list(compare(arms_of(folder, content), guided_sessions.read(content).pieces).breaches)


def _check_live(folder: Path) -> None:
    """What `freeze` asks of a trial holds for every amendment of a live one."""
    found = folders.read(folder)
    drafts = [
        f"{slug}/{name.removesuffix('.md')}"
        for slug, programme in found.programmes.items()
        for name, script in sorted(programme.scripts.items())
        if script.is_draft
    ]
    if missing := freezing.missing(found.content, drafts):
        raise Refused(_("This trial is live: %(what)s.") % {"what": "; ".join(missing[:3])})


def _check_terms(trial: Trial, content: Mapping[str, Any], terms: Terms) -> None:
    if trial.kind == TrialKind.LIVE and not terms.reason.strip():
        raise Refused(_("An amendment of a live trial needs a reason."))
    if not may_have_method(trial, content):
        raise Refused(_("The method of randomisation stays: somebody has been randomised by it."))
    if terms.first_week is None:
        return
    if not 1 <= terms.first_week <= content["trial"]["weeks"]:
        raise Refused(_("This week is not one of the programme's weeks."))
    if terms.from_day is None or terms.from_day < clock.now().date():
        raise Refused(_("The day on which it takes effect must be today or later."))
    held = ProtocolVersion.objects.filter(trial=trial).order_by("-number")
    if any(_shape(version.content) != _shape(content) for version in held):
        text = _(
            "Arms, weeks or minutes differ from an earlier version, so it can only be for people "
            "who join from now on."
        )
        raise Refused(text)


def _shape(content: Mapping[str, Any]) -> object:
    """What a plan that was made stands on: which piece lies where, how long, in which programme."""
    pieces = guided_sessions.read(content).pieces
    arms = sorted((arm["slug"], arm["programme"]) for arm in content["arms"])
    return arms, [(p.week, p.kind, p.number, p.minutes) for p in pieces]


def _record(
    version: ProtocolVersion, before: ProtocolVersion | None, terms: Terms, by: User
) -> None:
    if before is None:
        return
    Amendment.objects.create(
        version=version,
        from_day=terms.from_day or clock.now().date(),
        first_week=terms.first_week,
    )
    record(
        "protocol.amended",
        by=by,
        object_type="protocol-version",
        object_ids=[version.pk],
        trial_id=version.trial_id,
        reason=terms.reason,
    )


def obstacles(upload: Upload) -> list[Finding]:
    """What stands between an upload whose texts are spoken and publishing it, with file and line.

    In a test trial the arms may still differ: then these are hints.
    """
    slug, files = upload.trial.slug, unpack(bytes(upload.archive))
    with unpacked(slug, texts.completed(slug, files).files) as folder:
        found = [finding for finding in folders.check(folder) if not finding.is_hint]
        differing = breaches(folder)
        recorded = read_protocol(folder)["sessions"].get("voice") == renditions.RECORDED
        if recorded:
            found += ended_releases(upload.trial, folder)
        elif upload.trial.kind != TrialKind.LIVE:
            differing = [Finding(f.path, f.line, f"{HINT}{f.text}") for f in differing]
        return relative([*found, *differing], folder)
