"""Which scripts should have audio by now, which have, and how far the rendering is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet

from retraining.common import clock
from retraining.trials.models import Amendment, ProtocolVersion
from sessions import protocol_section
from sessions.models import PieceKind, PlanItem, Rendition, Script
from sessions.smaller_address import smaller_address

OFFERED = ("none", "soft")
SMALLER = "-small"  # behind the name of a background: the same sound at about 32 kbit/s
SUFFIX = ".m4a"
RECORDED = "recorded"  # before the reader's code, in the name of a voice
RECENT, SOON = timedelta(days=7), timedelta(days=7)
ASKED = "rendering.asked.{}"  # by a page that had nothing to play; the plan is the truth, not this
SHARE = "rendering.share"
ORDER_SHARE = "rendering.order.{}"  # how far one text is that staff want to hear, from 0 to 1


def path_of(rendition: Rendition) -> Path:
    """The audio file of a rendition; its name is its address."""
    return Path(settings.AUDIO_ROOT) / f"{rendition.address}{SUFFIX}"


def on_disk(script: Script) -> dict[str, Rendition]:
    """The newest rendition of each background whose file is there."""
    return sounds_of(script.text_hash, recorded=speaks_recorded(script.version))


def speaks_recorded(version: ProtocolVersion) -> bool:
    """Whether a version's sounds are people's recordings; never a mixture with the computer's."""
    return bool(version.content["sessions"].get("voice") == RECORDED)


def sounds_of(text_hash: str, *, recorded: bool = False) -> dict[str, Rendition]:
    """The newest rendition of a text with each background, where its file is there.

    Args:
        text_hash: of what is heard.
        recorded: people's recordings instead of the computer voice.
    """
    rows = of_voice(Rendition.objects.filter(text_hash=text_hash), recorded=recorded).order_by("pk")
    return {
        row.background: row
        for row in rows
        if not row.background.endswith(SMALLER) and path_of(row).is_file()
    }


def of_voice(rows: QuerySet[Rendition], *, recorded: bool) -> QuerySet[Rendition]:
    """Those of these renditions that a person has read, or those of the computer voice."""
    own = rows.filter(voice__startswith=RECORDED)
    return own if recorded else rows.exclude(voice__startswith=RECORDED)


def smaller_on_disk(normal: Iterable[Rendition]) -> dict[str, Rendition]:
    """The smaller files of these renditions, by background: none that an older file has left."""
    by_address = {smaller_address(row.address): row.background for row in normal}
    rows = Rendition.objects.filter(address__in=by_address)
    return {by_address[row.address]: row for row in rows if path_of(row).is_file()}


def file_of(script: Script, name: str) -> Rendition | None:
    """What an address of the player names: a background, or one with `SMALLER` behind it."""
    background = name.removesuffix(SMALLER)
    normal = on_disk(script).get(background)
    if normal is None or name == background:
        return normal
    return smaller_on_disk([normal]).get(background)


def without_smaller(scripts: Iterable[Script]) -> list[Rendition]:
    """The renditions that are there and have no smaller file yet."""
    rows: list[Rendition] = []
    for script in scripts:
        normal = on_disk(script)
        have = smaller_on_disk(normal.values())
        rows += [row for background, row in normal.items() if background not in have]
    return rows


def wanted() -> list[Script]:
    """Scripts that should have audio, in the order of need.

    First those that somebody opened and could not hear, then those of the weeks that opened for
    somebody in the last week, then those that open within a week: of every programme, so that
    nothing here depends on an arm. Readings come last: they are whole without a voice.
    """
    return list({row.text_hash: row for row in [*_asked(), *_soon()]}.values())


def missing(scripts: Iterable[Script]) -> list[tuple[Script, str]]:
    """What is still to be rendered: (script, background), the plain voice of all scripts first."""
    listed = [(s, on_disk(s)) for s in scripts if not speaks_recorded(s.version)]
    return [
        (script, background)
        for background in OFFERED
        for script, found in listed
        if background not in found
    ]


@dataclass(frozen=True)
class Progress:
    """How far the rendering is.

    Args:
        done, total: files.
        share: from 0 to 1, with the part of the file in work.
    """

    done: int
    total: int
    share: float


def progress() -> Progress:
    """Of the files that are wanted now."""
    scripts = wanted()
    total = len(scripts) * len(OFFERED)
    done = total - len(missing(scripts))
    if done == total:
        return Progress(done, total, 1.0)
    part = min(float(cache.get(SHARE, 0.0)), 1.0)
    return Progress(done, total, (done + part) / total)


def _soon() -> list[Script]:
    now = clock.now()
    return [*_opening(now - RECENT, now), *_opening(now, now + SOON)]


def _opening(since: datetime, until: datetime) -> list[Script]:
    """Scripts of what opens for somebody between two moments, in the order of need."""
    items = PlanItem.objects.filter(opens_at__range=(since, until))
    if settings.RENDER_AHEAD_FOR is not None:
        items = items.filter(participant__user__email__in=settings.RENDER_AHEAD_FOR)
    places = items.values_list("participant__version", "week", "kind", "number").distinct()
    by_version: dict[int, set[tuple[int, str, int]]] = {}
    for version_id, week, kind, number in places:
        by_version.setdefault(version_id, set()).add((week, kind, number))
    found: list[Script] = []
    for version in ProtocolVersion.objects.filter(pk__in=by_version):
        places_here = by_version[version.pk]
        found += _at(version, places_here)
        for later in moving_after(version):
            found += _at(later.version, {p for p in places_here if p[0] >= (later.first_week or 0)})
    order = list(PieceKind.values).index
    return sorted(found, key=lambda row: (order(row.kind), row.programme, row.name))


def _at(version: ProtocolVersion, places: set[tuple[int, str, int]]) -> list[Script]:
    """The scripts of every programme that stand at these places of the weeks."""
    names = {
        piece.script
        for piece in protocol_section.read(version.content).pieces
        if (piece.week, piece.kind, piece.number) in places
    }
    return list(Script.objects.filter(version=version, name__in=names).select_related("version"))


def moving_after(version: ProtocolVersion) -> QuerySet[Amendment]:
    """Amendments after a version that reach people who hold it, the newest first."""
    return (
        Amendment.objects.filter(
            version__trial_id=version.trial_id,
            version__number__gt=version.number,
            first_week__isnull=False,
        )
        .select_related("version")
        .order_by("-version__number")
    )


def _asked() -> list[Script]:
    ids = Script.objects.values_list("pk", flat=True)
    keys = {ASKED.format(pk): pk for pk in ids}
    found = [keys[key] for key in cache.get_many(keys)]
    return list(Script.objects.filter(pk__in=found).select_related("version"))
