"""The texts of a version or of an upload as pages show them: every script of every programme."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sessions.protocol_section as guided_sessions
from retraining.protocol.files import files_of, unpacked
from retraining.protocol.models import Upload, VersionFiles
from retraining.trials.models import ProtocolVersion, Trial
from sessions import loaded, renditions
from sessions.authoring_archive import unpack
from sessions.authoring_listing import Spoken, complete
from sessions.authoring_places import TRIAL_FILE
from sessions.library import BLOCKS_FILE, read_programme
from sessions.models import Rendition
from sessions.parity import RENDERED_FILE
from sessions.scripts import Script, text_hash

READER = f"{renditions.RECORDED} "  # and the codes of the readers: the name of their voice


@dataclass(frozen=True)
class Text:
    """One script of one programme.

    Args:
        programme, name: where it stands.
        weeks: the weeks that name it.
        source, blocks, figure: as they were written; `figure` is "" where there is none.
        script: parsed.
        text_hash: of what is heard.
        speech_share: per cent of the length; None before it was spoken.
    """

    programme: str
    name: str
    weeks: tuple[int, ...]
    source: str
    blocks: str
    figure: str
    script: Script
    text_hash: str
    speech_share: float | None


@dataclass(frozen=True)
class Texts:
    """All scripts of a version or an upload.

    Args:
        content: the parsed protocol.
        texts: in the order of programmes, weeks and kinds.
        files: every file by name.
    """

    content: Mapping[str, Any]
    texts: tuple[Text, ...]
    files: Mapping[str, bytes]

    def one(self, programme: str, name: str) -> Text | None:
        """A script by programme and name."""
        found = (t for t in self.texts if (t.programme, t.name) == (programme, name))
        return next(found, None)


def newest(trial: Trial) -> ProtocolVersion | None:
    """The newest version of a trial; None before one is loaded."""
    return trial.versions.order_by("-number").first()


def newest_files(trial: Trial) -> dict[str, bytes]:
    """Every file of a trial's newest version; {} where there is none."""
    version = newest(trial)
    return files_of_version(version) if version else {}


def files_of_version(version: ProtocolVersion) -> dict[str, bytes]:
    """Every file of a version; {} where it was loaded before files were kept."""
    archive = archive_of(version)
    return unpack(archive) if archive else {}


def archive_of(version: ProtocolVersion) -> bytes | None:
    """A version as the zip that was made when it was loaded, the same bytes each time."""
    row = VersionFiles.objects.filter(version=version).first()
    return bytes(row.archive) if row else None


def open_upload(trial: Trial) -> Upload | None:
    """The upload that waits to be decided on."""
    return Upload.objects.filter(trial=trial, closed_at=None).select_related("by").first()


def of_version(version: ProtocolVersion) -> Texts:
    """The texts of a version."""
    archive = archive_of(version)
    return _texts_in(archive) if archive else _texts({})


@lru_cache(maxsize=2)  # each page about one text reads them all, and they never change
def _texts_in(archive: bytes) -> Texts:
    return _texts(unpack(archive))


def of_upload(upload: Upload) -> Texts:
    """The texts of an open upload, with what was spoken of them since."""
    return _texts(completed(upload.trial.slug, unpack(bytes(upload.archive))).files)


@dataclass(frozen=True)
class Completed:
    """A trial's files with each `rendered.json` as it can be now.

    Args:
        files: every file by name.
        missing: (programme, script) of what is still to be spoken.
    """

    files: Mapping[str, bytes]
    missing: tuple[tuple[str, str], ...]


def completed(slug: str, files: Mapping[str, bytes]) -> Completed:
    """Bring `rendered.json` of every programme up to what was spoken since it was written.

    Args:
        slug: of the trial.
        files: of a folder that `folder.check` found nothing wrong with but for stale listings.
    """
    missing: list[tuple[str, str]] = []
    content = tomllib.loads(files[TRIAL_FILE].decode())
    names = {f"{piece.script}.md" for piece in guided_sessions.read(content).pieces}
    recorded = asks_people(files)
    with unpacked(slug, files) as folder:
        for arm in content["arms"]:
            programme = read_programme(folder / arm["programme"], names)
            hashes = [text_hash(script) for script in programme.scripts.values()]
            spoken = _spoken(hashes, recorded=recorded)
            waiting = complete(programme, spoken, recorded=recorded)
            missing += [(arm["programme"], name.removesuffix(".md")) for name in waiting]
        return Completed(files_of(folder), tuple(missing))


def _spoken(hashes: Iterable[str], *, recorded: bool) -> dict[str, Spoken]:
    """What the computer voice, or people, made of these texts; the newest of each."""
    found = Rendition.objects.filter(
        text_hash__in=list(hashes), background=renditions.OFFERED[0]
    ).order_by("pk")
    rows = {row.text_hash: row for row in renditions.of_voice(found, recorded=recorded)}
    readers = "+".join(readers_of(rows.values())) if recorded else ""
    return {
        row.text_hash: Spoken(
            voice=READER + readers if recorded else row.voice.rpartition("/r")[0],
            seconds=row.seconds,
            bytes=row.bytes,
            speech_seconds=row.speech_seconds,
            cues=row.cues,
            chapters=row.chapters,
            recorded=recorded,
        )
        for row in rows.values()
    }


def asks_people(files: Mapping[str, bytes]) -> bool:
    """Whether the protocol of these files says that people read its texts."""
    content = tomllib.loads(files[TRIAL_FILE].decode())
    return bool(content["sessions"].get("voice") == renditions.RECORDED)


def readers_of(rows: Iterable[Rendition]) -> list[str]:
    """Codes of the readers of recordings; a voice is named "recorded CODE FILE"."""
    return sorted({row.voice.split()[1] for row in rows})


def unspoken(trial: Trial, files: Mapping[str, bytes]) -> list[Text]:
    """The texts of these files that have to be spoken before they can be compared."""
    found = completed(trial.slug, files)
    texts = _texts(found.files)
    return [text for text in texts.texts if (text.programme, text.name) in found.missing]


def _texts(files: Mapping[str, bytes]) -> Texts:
    if TRIAL_FILE not in files:
        return Texts({"arms": []}, (), {})
    content = tomllib.loads(files[TRIAL_FILE].decode())
    blocks = files.get(BLOCKS_FILE, b"").decode()
    found: list[Text] = []
    for arm in content["arms"]:
        found += _programme(arm["programme"], content, files, blocks)
    return Texts(content, tuple(found), files)


def _programme(
    slug: str, content: Mapping[str, Any], files: Mapping[str, bytes], blocks: str
) -> Iterable[Text]:
    weeks: dict[str, list[int]] = {}
    for piece in guided_sessions.read(content).pieces:
        weeks.setdefault(piece.script, []).append(piece.week)
    shares = _shares(files.get(f"{slug}/{RENDERED_FILE}", b"{}"))
    for name, its_weeks in weeks.items():
        source = files[f"{slug}/{name}.md"].decode()
        script = loaded.parsed_text(source, blocks)
        digest = _hash(source, blocks)
        figure = files.get(f"{slug}/{name}.svg", b"").decode()
        share = shares.get(digest)
        yield Text(slug, name, tuple(its_weeks), source, blocks, figure, script, digest, share)


def _shares(listing: bytes) -> dict[str, float]:
    """{text hash: speech in per cent} of a `rendered.json`."""
    try:
        lines = json.loads(listing).get("scripts", {}).values()
        return {line["text_hash"]: 100 * line["speech_seconds"] / line["seconds"] for line in lines}
    except (ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError):
        return {}


@lru_cache(maxsize=512)
def _hash(source: str, blocks: str) -> str:
    return text_hash(loaded.parsed_text(source, blocks))
