"""Words, minutes and speech of every programme as a page of tables. Pure."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sessions import protocol_section
from sessions.arm_figures import ArmTexts, grade_of, warmth_of, week_figures
from sessions.arm_folders import arms_of, read_protocol
from sessions.protocol_section import Piece, SessionsSection

NOT_RENDERED = "–"
HEAD = """# What the programmes hold

Made from `{folder}` by `manage.py content_report DIR --out docs/content.md`.
A test fails where it is stale.

*Words* are all that is heard or read, fixed blocks included. *Minutes* are those of every piece
once; *asked* are those of the main session and of {days} practices. *Speech* is running speech in
per cent of the length, without pauses. *Warmth* is words of offering and company in 1,000 of a
text's own words, *grade* the US school grade of those (Flesch and Kincaid); fixed blocks are left
out of both, as they are the same in every programme.
"""
COLUMNS = ("words", "minutes", "speech %", "warmth", "grade")


def report(folder: Path) -> str:
    """The page, in Markdown.

    Args:
        folder: a trial folder.

    Raises:
        ScriptErrors: the folder cannot be read.
    """
    content = read_protocol(folder)
    section = protocol_section.read(content)
    arms = arms_of(folder, content)
    head = HEAD.format(folder=folder.name, days=section.practice_days)
    parts = [head, "## Weeks\n", _table(("week", "arm", *COLUMNS, "asked"), _weeks(arms, section))]
    for week in range(1, section.weeks + 1):
        pieces = [piece for piece in section.pieces if piece.week == week]
        if pieces:
            rows = _pieces(arms, pieces)
            parts += [f"## Week {week}\n", _table(("piece", "arm", *COLUMNS), rows)]
    return "\n".join(parts)


def _weeks(arms: Sequence[ArmTexts], section: SessionsSection) -> Iterator[tuple[str, ...]]:
    for week in range(1, section.weeks + 1):
        for arm in arms:
            pieces = [piece for piece in section.pieces if piece.week == week]
            asked = _asked(pieces, section.practice_days)
            yield (f"{week}", arm.arm, *_figures(arm, pieces), f"{asked}")
    weeks = range(1, section.weeks + 1)
    for arm in arms:
        of_each = [[piece for piece in section.pieces if piece.week == week] for week in weeks]
        asked = sum(_asked(pieces, section.practice_days) for pieces in of_each)
        yield ("all", arm.arm, *_figures(arm, section.pieces), f"{asked}")


def _pieces(arms: Sequence[ArmTexts], pieces: Sequence[Piece]) -> Iterator[tuple[str, ...]]:
    for piece in pieces:
        alone = sum(other.kind == piece.kind for other in pieces) == 1
        name = piece.kind if alone else f"{piece.kind} {'ABCDEFG'[piece.number - 1]}"
        for arm in arms:
            yield (name, arm.arm, *_figures(arm, [piece]))


def _figures(arm: ArmTexts, pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The columns of some pieces of one arm."""
    names = [piece.script for piece in pieces]
    texts = [arm.scripts[name] for name in names if name in arm.scripts]
    minutes = sum(piece.minutes for piece in pieces)
    spoken = all(name in arm.rendered for name in names)
    share = week_figures(arm, names).speech_share if spoken else None
    return (
        f"{sum(text.word_count for text in texts):,}",
        f"{minutes}",
        NOT_RENDERED if share is None else f"{share:.1f}",
        f"{warmth_of(texts):.1f}",
        f"{grade_of(texts):.1f}",
    )


def _asked(pieces: Sequence[Piece], practice_days: int) -> int:
    """Minutes that are asked of a person: one main session, one practice on so many days."""
    core = sum(piece.minutes for piece in pieces if piece.kind == "core")
    practices = [piece.minutes for piece in pieces if piece.kind == "practice"]
    return core + practice_days * max(practices, default=0)


def _table(columns: Sequence[str], rows: Iterator[tuple[str, ...]]) -> str:
    """A Markdown table; numbers to the right."""
    ruler = ["---" if column in ("week", "piece", "arm") else "---:" for column in columns]
    lines = [columns, ruler, *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
