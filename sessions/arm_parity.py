"""Whether the programmes of a trial ask and give the same, but for their method. Pure.

A difference between arms that is not the method is a hidden treatment: more minutes, more silence,
a warmer tone. `compare` measures what can be measured, piece by piece and week by week; what is
the same for everybody by construction, such as reminders and questionnaires, must stay so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from retraining.common.findings import Finding
from sessions.arm_checks import sound_breaches, text_breaches, week_breaches
from sessions.arm_figures import ArmTexts, PieceFigures, WeekFigures, piece_figures, week_figures
from sessions.parity import ADVICE
from sessions.protocol_section import Piece

ARM_KEYS = ("slug", "programme", "ratio")
NAMES_AN_ARM = ("arm", "arms", "programme", "programmes")
MAY_NAME_ARMS = ("arms", "randomisation")


@dataclass(frozen=True)
class ComparedPiece:
    """One piece of the plan with its figures by arm; an arm that lacks it is left out."""

    piece: Piece
    figures: Mapping[str, PieceFigures]


@dataclass(frozen=True)
class Comparison:
    """What was compared and where it does not hold.

    Args:
        arms: slugs in the order of the protocol.
        pieces: in the order of the plan.
        weeks: number of the week to figures by arm.
        breaches: with file and line, sorted; empty where parity holds.
    """

    arms: tuple[str, ...]
    pieces: tuple[ComparedPiece, ...]
    weeks: Mapping[int, Mapping[str, WeekFigures]]
    breaches: tuple[Finding, ...]


def compare(arms: Sequence[ArmTexts], pieces: Sequence[Piece]) -> Comparison:
    """Compare the programmes of all arms.

    Args:
        arms: texts and sounds, in the order of the protocol.
        pieces: the plan, the same for every arm; each names the script of its place.
    """
    breaches: set[Finding] = set()
    for piece in pieces:
        breaches |= set(_piece_breaches(arms, piece))
    weeks: dict[int, dict[str, WeekFigures]] = {}
    for week in sorted({piece.week for piece in pieces}):
        names = [piece.script for piece in pieces if piece.week == week]
        weeks[week] = {arm.arm: week_figures(arm, names) for arm in arms}
        breaches |= set(week_breaches(arms, names, weeks[week]))
    compared = tuple(ComparedPiece(piece, _figures(arms, piece.script)) for piece in pieces)
    return Comparison(tuple(arm.arm for arm in arms), compared, weeks, tuple(sorted(breaches)))


def arm_specific(content: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Rules of a protocol that hold for one arm only; there are to be none.

    Reminders, questionnaires, the plan of sessions and safety rules stand once for all arms.

    Args:
        content: the parsed protocol.toml.

    Returns:
        (section, key to look for in it, sentence) of each.
    """
    arms = content.get("arms", [])
    names = {str(arm.get(key)) for arm in arms for key in ("slug", "programme")}
    found = [
        (
            "arms",
            key,
            f"arm {arm.get('slug')} has {key} of its own; arms differ in their programme only",
        )
        for arm in arms
        for key in arm
        if key not in ARM_KEYS
    ]
    for section in same_for_all(content):
        found += [
            (section, key, f"[{section}] has a rule for one arm: {key}")
            for key in _naming(content[section], names)
        ]
    return found


def same_for_all(content: Mapping[str, Any]) -> list[str]:
    """The sections of a protocol that stand once for all arms."""
    return sorted(section for section in content if section not in MAY_NAME_ARMS)


def as_json(comparison: Comparison, shared: Sequence[str]) -> dict[str, Any]:
    """A comparison as plain values: `holds`, `arms`, `pieces`, `weeks`, `breaches`.

    Args:
        comparison: what `compare` gave.
        shared: sections of the protocol that are the same for all arms.
    """
    return {
        "holds": not comparison.breaches,
        "arms": list(comparison.arms),
        "same_for_all": list(shared),
        "pieces": [
            {
                "week": one.piece.week,
                "kind": one.piece.kind,
                "number": one.piece.number,
                "script": one.piece.script,
                "figures": {arm: _rounded(asdict(f)) for arm, f in one.figures.items()},
            }
            for one in comparison.pieces
        ],
        "weeks": [
            {"week": week, "figures": {arm: _rounded(asdict(f)) for arm, f in by_arm.items()}}
            for week, by_arm in comparison.weeks.items()
        ],
        "breaches": [asdict(finding) for finding in comparison.breaches],
    }


def _figures(arms: Sequence[ArmTexts], name: str) -> dict[str, PieceFigures]:
    return {
        arm.arm: piece_figures(arm.scripts[name], arm.rendered.get(name))
        for arm in arms
        if name in arm.scripts
    }


def _piece_breaches(arms: Sequence[ArmTexts], piece: Piece) -> Iterator[Finding]:
    name = piece.script
    for arm in arms:
        script = arm.scripts.get(name)
        if script is None:
            yield Finding(f"{arm.place}/{name}.md", 0, f"is missing in {arm.arm}")
        elif script.kind != piece.kind:
            yield Finding(script.path, 1, f"is a {script.kind}; the plan asks for a {piece.kind}")
        elif script.minutes != piece.minutes:
            text = f"has {script.minutes or 0:g} minutes; the plan asks for {piece.minutes}"
            yield Finding(script.path, 1, text)
        elif name not in arm.rendered:
            yield Finding(script.path, 0, f"has no sound made from this text; {ADVICE}")
    if all(name in arm.scripts for arm in arms):
        yield from text_breaches(arms, name)
        if all(name in arm.rendered for arm in arms):
            yield from sound_breaches(arms, name)


def _naming(value: Any, names: set[str]) -> Iterator[str]:
    """Keys under which an arm is named, or which are named after one."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key in NAMES_AN_ARM or key in names or inner in list(names):
                yield key
            else:
                yield from _naming(inner, names)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, str) and inner in names:
                yield inner
            else:
                yield from _naming(inner, names)


def _rounded(figures: dict[str, Any]) -> dict[str, Any]:
    return {
        key: round(value, 2) if isinstance(value, float) else value
        for key, value in figures.items()
    }
