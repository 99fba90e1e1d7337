"""The arms of a loaded protocol: texts and sounds as the database holds them."""

from collections.abc import Iterable, Mapping

from retraining.trials.models import ProtocolVersion
from sessions import loaded, renditions
from sessions.arm_figures import ArmTexts
from sessions.models import Rendition, Script
from sessions.parity import Rendered
from sessions.script_body import Block
from sessions.scripts import parse, parse_blocks
from sessions.steps import Bell

PLAIN = "none"  # the voice without a bed


def arms_of(version: ProtocolVersion) -> list[ArmTexts]:
    """The texts of every arm, in the order of the protocol.

    Args:
        version: with its scripts; of each the newest plain sound in the version's own voice is
            taken: people's recordings or the computer's, never one in place of the other.
    """
    blocks = parse_blocks(loaded.blocks_text(version.pk), "blocks.md")
    rows = list(
        Script.objects.filter(version=version, language=version.content["trial"]["language"])
    )
    found = Rendition.objects.filter(
        background=PLAIN, text_hash__in={row.text_hash for row in rows}
    )
    spoken = renditions.of_voice(found, recorded=renditions.speaks_recorded(version))
    sounds = {row.text_hash: row for row in spoken.order_by("pk")}
    return [
        _arm(
            arm["slug"], (row for row in rows if row.programme == arm["programme"]), sounds, blocks
        )
        for arm in version.content["arms"]
    ]


def _arm(
    slug: str,
    rows: Iterable[Script],
    sounds: Mapping[str, Rendition],
    blocks: Mapping[str, Block],
) -> ArmTexts:
    arm = ArmTexts(slug, slug, scripts={}, rendered={}, voices={})
    for row in rows:
        text = parse(row.source, f"{row.programme}/{row.name}.md", blocks)
        arm.scripts[row.name] = text
        if sound := sounds.get(row.text_hash):
            bells = sum(isinstance(step, Bell) for step in text.steps)
            arm.rendered[row.name] = _rendered(sound, bells)
            arm.voices[row.name] = sound.voice
    return arm


def _rendered(sound: Rendition, bells: int) -> Rendered:
    return Rendered(
        text_hash=sound.text_hash,
        seconds=sound.seconds,
        bytes=sound.bytes,
        speech_seconds=sound.speech_seconds,
        chapters=tuple(round(part["end"] - part["start"], 1) for part in sound.chapters),
        bells=bells,
        sentences=(),
    )
