"""What /manage/programmes/ shows: versions, the upload that waits, and every text of both arms."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from retraining.common.findings import HINT, Finding
from retraining.protocol import publishing
from retraining.protocol import texts as found_texts
from retraining.protocol.models import Upload
from retraining.protocol.texts import Text, Texts
from retraining.trials.models import ProtocolVersion, Trial, TrialKind
from retraining.trials.scope import Scope
from sessions import renditions
from sessions.authoring_places import changed
from sessions.library import PROGRAMME_FILE
from sessions.models import PieceKind, RecordingOrder, Rendition, SoundOrder
from sessions.services.recording import has_ended, newest_releases
from sessions.transcript import Section, sections

DRAFT = "draft"


@dataclass(frozen=True)
class VersionRow:
    """One protocol version on the list.

    Args:
        frozen: it can no longer change, because the trial is live.
        first_week, from_day: whom an amendment reaches; None where only people who join.
    """

    number: int
    at: datetime
    reason: str
    sha256: str
    frozen: bool
    drafts: int
    first_week: int | None
    from_day: date | None
    can_export: bool


def trial_of(scope: Scope) -> Trial:
    """The trial of the scope."""
    return Trial.objects.get(pk=scope.trial_id)


def version_rows(trial: Trial) -> list[VersionRow]:
    """Every version of a trial, the newest first."""
    rows = trial.versions.select_related("amendment", "files").defer("files__archive")
    return [_version_row(trial, row) for row in rows.order_by("-number")]


def _version_row(trial: Trial, row: ProtocolVersion) -> VersionRow:
    amendment = getattr(row, "amendment", None)
    return VersionRow(
        number=row.number,
        at=row.recorded_at,
        reason=row.reason,
        sha256=row.sha256,
        frozen=trial.kind == TrialKind.LIVE,
        drafts=row.scripts.filter(draft=True).count(),
        first_week=amendment.first_week if amendment else None,
        from_day=amendment.from_day if amendment else None,
        can_export=hasattr(row, "files"),
    )


def version_of(trial: Trial, number: int) -> ProtocolVersion | None:
    """A version of a trial by its number."""
    return trial.versions.filter(number=number).first()


def texts_of(trial: Trial, which: str) -> Texts | None:
    """The texts of a version by its number, or of the upload that waits under "draft"."""
    if which == DRAFT:
        upload = found_texts.open_upload(trial)
        return found_texts.of_upload(upload) if upload else None
    version = version_of(trial, int(which)) if which.isascii() and which.isdecimal() else None
    return found_texts.of_version(version) if version else None


@dataclass(frozen=True)
class TextRow:
    """One script on the list of an arm; `reviewers` is "" until somebody signs."""

    text: Text
    weeks: str
    kind: str | Promise
    minutes: float | None
    speech: int | None
    draft: bool
    reviewers: str


@dataclass(frozen=True)
class ArmTable:
    """One arm: the title of its programme and its scripts in the order of weeks."""

    title: str
    rows: tuple[TextRow, ...]
    minutes: int


def arm_tables(texts: Texts) -> list[ArmTable]:
    """Every arm with its scripts."""
    return [_arm_table(texts, arm["programme"]) for arm in texts.content["arms"]]


def _arm_table(texts: Texts, programme: str) -> ArmTable:
    order = list(PieceKind.values).index
    own = [text for text in texts.texts if text.programme == programme]
    own.sort(key=lambda t: (t.weeks[0], order(t.script.kind), t.script.number))
    minutes = sum(len(text.weeks) * (text.script.minutes or 0) for text in own)
    return ArmTable(title_of(texts, programme), tuple(_text_row(t) for t in own), round(minutes))


def title_of(texts: Texts, programme: str) -> str:
    """What staff call a programme."""
    data = texts.files.get(f"{programme}/{PROGRAMME_FILE}", b"").decode()
    return str(tomllib.loads(data).get("title", programme))


def _text_row(text: Text) -> TextRow:
    script = text.script
    signed = [script.clinical_reviewer, script.lived_experience_reviewer]
    return TextRow(
        text=text,
        weeks=_span(text.weeks),
        kind=PieceKind(script.kind).label,
        minutes=script.minutes,
        speech=None if text.speech_share is None else round(text.speech_share),
        draft=script.is_draft,
        reviewers=", ".join(name for name in signed if name),
    )


def _span(weeks: tuple[int, ...]) -> str:
    if len(weeks) > 1 and weeks == tuple(range(weeks[0], weeks[-1] + 1)):
        return f"{weeks[0]}–{weeks[-1]}"
    return ", ".join(str(week) for week in weeks)


@dataclass(frozen=True)
class Waiting:
    """The upload that waits to be decided on.

    Args:
        upload: the row.
        changed, gone: names of files that differ from the newest version.
        missing: how many texts are still to be spoken.
        problems: (name, why) of texts that cannot be spoken as they are.
        findings: what would stop it, as far as it is spoken.
    """

    upload: Upload
    changed: list[str]
    gone: list[str]
    missing: int
    problems: list[tuple[str, str]]
    findings: list[Finding]

    @property
    def ready(self) -> bool:
        """Whether it may be published as it is."""
        return not (self.missing or any(not finding.is_hint for finding in self.findings))


def waiting(trial: Trial) -> Waiting | None:
    """The open upload of a trial with how far it is; None where there is none."""
    upload = found_texts.open_upload(trial)
    if upload is None:
        return None
    files = found_texts.of_upload(upload).files
    differing, gone = changed(files, found_texts.newest_files(trial))
    missing = found_texts.unspoken(trial, files)
    orders = {row.text_hash: row for row in SoundOrder.objects.exclude(problem="")}
    problems = [
        (f"{text.programme}/{text.name}.md", orders[text.text_hash].problem)
        for text in missing
        if text.text_hash in orders
    ]
    findings = [] if missing else _findings(upload)
    return Waiting(upload, differing, gone, len(missing), problems, findings)


def _findings(upload: Upload) -> list[Finding]:
    """What the checks say once all is spoken: the same for the same upload, so kept a while."""
    key = f"upload.findings.{upload.pk}"
    found: list[Finding] | None = cache.get(key)
    if found is None:
        found = publishing.obstacles(upload)
        cache.set(key, found, 600)
    return found


@dataclass(frozen=True)
class Sounding:
    """The sound of one text: there, on its way, not possible, or not asked for.

    Args:
        rendition: the sound, None before it is there.
        asked: whether a worker has it in hand.
        share: how far it is, in per cent.
        problem: why it cannot be made, "" where nothing is wrong.
    """

    rendition: Rendition | None
    asked: bool = False
    share: int = 0
    problem: str = ""

    @property
    def path(self) -> Path | None:
        """The file."""
        return renditions.path_of(self.rendition) if self.rendition else None


def sounding(text: Text) -> Sounding:
    """Where the sound of a text stands."""
    row = renditions.sounds_of(text.text_hash).get(renditions.OFFERED[0])
    if row is not None:
        return Sounding(row)
    order = SoundOrder.objects.filter(text_hash=text.text_hash).first()
    if order is None:
        return Sounding(None)
    share = float(cache.get(renditions.ORDER_SHARE.format(text.text_hash), 0.0))
    return Sounding(None, not order.problem, round(100 * min(share, 1.0)), order.problem)


@dataclass(frozen=True)
class OwnRecording:
    """The recording of one text: taken, with a worker, refused, or none.

    Args:
        rendition: as it was taken, None before that.
        waiting: whether a worker has it in hand.
        problems: why the last one was refused.
        codes: of readers whose release has not ended.
    """

    rendition: Rendition | None
    waiting: bool
    problems: list[str]
    codes: list[str]

    @property
    def path(self) -> Path | None:
        """The file."""
        return renditions.path_of(self.rendition) if self.rendition else None

    @property
    def reader(self) -> str:
        """Code of who reads."""
        return self.rendition.voice.split()[1] if self.rendition else ""


def own_recording(trial_id: int, text: Text) -> OwnRecording:
    """Where the recording of a text stands."""
    rows = renditions.sounds_of(text.text_hash, recorded=True)
    order = RecordingOrder.objects.filter(text_hash=text.text_hash).first()
    releases = newest_releases(Trial.objects.get(pk=trial_id))
    return OwnRecording(
        rendition=rows.get(renditions.OFFERED[0]),
        waiting=bool(order and not order.problem),
        problems=order.problem.splitlines() if order else [],
        codes=[code for code, row in sorted(releases.items()) if not has_ended(row)],
    )


def sections_of(text: Text, sound: Sounding) -> tuple[Section, ...]:
    """The text as participants read it."""
    row = sound.rendition
    return sections(text.script, row.cues if row else (), row.chapters if row else ())


def place_words(text: Text) -> str:
    """Where a text stands: "Weeks 1–8"."""
    words = {"weeks": _span(text.weeks)}
    return _("Week %(weeks)s") % words if len(text.weeks) == 1 else _("Weeks %(weeks)s") % words


@dataclass(frozen=True)
class FindingRow:
    """A finding as it is printed; `advice` is its sentence without the mark of a hint."""

    path: str
    line: int
    advice: str


def finding_rows(findings: Iterable[Finding]) -> list[FindingRow]:
    """Findings to print, those that stop the way before hints."""
    order = sorted(findings, key=lambda finding: (finding.is_hint, finding))
    return [FindingRow(f.path, f.line, f.text.removeprefix(HINT)) for f in order]


@dataclass(frozen=True)
class ReaderRow:
    """A reader's release as the list prints it."""

    code: str
    uses: str
    ends_on: date | None
    ended: bool


def reader_rows(trial: Trial) -> list[ReaderRow]:
    """The release that counts of each reader."""
    rows = sorted(newest_releases(trial).items())
    return [ReaderRow(code, row.uses, row.ends_on, has_ended(row)) for code, row in rows]
