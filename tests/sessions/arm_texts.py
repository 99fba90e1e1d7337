"""Two small arms for tests: the same frame, two methods, and sounds with made-up figures."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sessions.arm_figures import ArmTexts
from sessions.arm_parity import Comparison, compare
from sessions.parity import Rendered
from sessions.protocol_section import Piece
from sessions.scripts import Script, parse, parse_blocks, text_hash
from tests.sessions.script_texts import script_text

BLOCKS = parse_blocks("## opening\nMove when you want.\n\n## closing\nSit up.\n", "blocks.md")
WORDS = {
    "a": "You could rest your eyes on a cup. It stands there, and it is blue.",
    "b": "You could rest your arm on a cup. It lies there, and it is loose.",
}
BODY = """[chapter Settle]

[include opening]

{words}

[chapter Practice]

The middle of it is here.

[chapter Close]

[include closing]

[bell]
"""
READING = "## {title}\n\n{words}\n\n## This week\n\nHere is a cup.\n"
PIECES = (
    Piece(1, "practice", 1, 10, "w1-practice-a"),
    Piece(1, "reading", 1, 4, "w1-reading"),
)
VOICE = "hibari-heart 1"


def scripts_of(arm: str) -> dict[str, Script]:
    """The scripts of arm "a" or "b" by name."""
    title = {"a": "Eyes", "b": "Arms"}[arm]
    texts = {
        "w1-practice-a": script_text(BODY.format(words=WORDS[arm]), minutes="10"),
        "w1-reading": script_text(
            READING.format(title=title, words=WORDS[arm]), minutes="4", kind="reading"
        ),
    }
    return {name: parse(text, f"{arm}/{name}.md", BLOCKS) for name, text in texts.items()}


def sound_of(script: Script) -> Rendered:
    """Half of it speech, the outer chapters a minute long."""
    seconds = (script.minutes or 0) * 60.0
    chapters = (60.0, seconds - 120, 60.0) if script.kind == "practice" else (120.0, seconds - 120)
    return Rendered(text_hash(script), seconds, 1_000_000, seconds / 2, chapters, 1, ())


def an_arm(arm: str, voice: str = VOICE) -> ArmTexts:
    """Arm "a" or "b" with texts, sounds and one voice."""
    scripts = scripts_of(arm)
    rendered = {name: sound_of(script) for name, script in scripts.items()}
    return ArmTexts(arm, arm, scripts, rendered, dict.fromkeys(scripts, voice))


def with_text(arm: ArmTexts, name: str, old: str, new: str) -> ArmTexts:
    """The arm with one script changed; its sounds stay as they were."""
    kind = "reading" if name == "w1-reading" else "practice"
    minutes = "4" if kind == "reading" else "10"
    body = READING if kind == "reading" else BODY
    body = body.format(title={"a": "Eyes", "b": "Arms"}[arm.arm], words=WORDS[arm.arm])
    assert old in body
    text = script_text(body.replace(old, new), kind=kind, minutes=minutes)
    return replace(arm, scripts=arm.scripts | {name: parse(text, f"{arm.arm}/{name}.md", BLOCKS)})


def with_sound(arm: ArmTexts, name: str, **figures: object) -> ArmTexts:
    """The arm with other figures of one sound."""
    sound = replace(arm.rendered[name], **figures)  # type: ignore[arg-type]
    return replace(arm, rendered=arm.rendered | {name: sound})


def compared(*arms: ArmTexts) -> Comparison:
    """The comparison over the two pieces."""
    return compare(arms or [an_arm("a"), an_arm("b")], PIECES)


def breaches(*arms: ArmTexts) -> list[str]:
    """What does not hold between the arms."""
    return [str(finding) for finding in compared(*arms).breaches]


PROTOCOL = """[trial]
title = "A trial"
public_name = "A Study"
weeks = 1
language = "en"

[[arms]]
slug = "a"
programme = "first"
ratio = 1

[[arms]]
slug = "b"
programme = "second"
ratio = 1

[[eligibility]]
key = "adult"
text = "Is 18 or older"
expect = "yes"

[sessions]
opens_at = "04:00"
practice_days = 5
core_counts_until_day = 70

[[sessions.pieces]]
weeks = [1]
kind = "core"
number = 1
minutes = 1
script = "w1-core"

[reminders]
again_after_days = 4
"""
CORE = "[chapter A]\n\n{words}\n\n[pause 25s]\n\nNow rest.\n\n[pause 25s]\n\n[bell]\n"


def write_trial(folder: Path, render: Callable[[Path], object]) -> Path:
    """A trial folder of one script an arm.

    Args:
        folder: where; made here.
        render: called with each programme folder.
    """
    for name, arm in (("first", "a"), ("second", "b")):
        (folder / name).mkdir(parents=True)
        text = script_text(CORE.format(words=WORDS[arm]), kind="core")
        (folder / name / "w1-core.md").write_text(text, "utf-8")
        render(folder / name)
    (folder / "protocol.toml").write_text(PROTOCOL, "utf-8")
    return folder
