"""`manage.py listening`: fold a file of play events, with no server and no database."""

import json
import math
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from retraining.common.commands import OneLineCommand
from retraining.common.findings import Finding
from sessions.listening_rules import DEFAULT_RULE, UnknownRule
from sessions.progress import BadEvent, PlayEvent, fold, parse_event

STANDARD_INPUT = "-"


class Command(OneLineCommand):
    help = "Print the listening record of a file of play events (JSON lines) as JSON."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="play events, one a line; - reads stdin")
        parser.add_argument("--duration", help="length of the media in seconds; needed")
        parser.add_argument("--last-chapter", help="where the last chapter begins, in seconds")
        parser.add_argument("--rule", default=DEFAULT_RULE, help="version of the rule")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"] is None:
            raise CommandError("name a file of play events, or - for stdin", returncode=2)
        if options["duration"] is None:
            raise CommandError("--duration is needed: the media's length in s", returncode=2)
        last_chapter = options["last_chapter"]
        duration_s = _seconds("--duration", options["duration"])
        last_chapter_s = None if last_chapter is None else _seconds("--last-chapter", last_chapter)
        events = _read_events(options["file"])
        try:
            record = fold(
                events,
                duration_s=duration_s,
                last_chapter_s=last_chapter_s,
                rule=options["rule"],
            )
        except (UnknownRule, ValueError) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json.dumps(asdict(record)))


def _seconds(option: str, given: object) -> float:
    try:
        value = float(str(given))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise CommandError(f"{option} must be a number of seconds, not {given!r}", returncode=2)
    return value


def _read_events(name: str) -> list[PlayEvent]:
    try:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"{name}: cannot be read: {error.strerror}", returncode=2) from error
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    return [_read_line(name, number, line) for number, line in numbered]


def _read_line(name: str, number: int, line: bytes) -> PlayEvent:
    path = "stdin" if name == STANDARD_INPUT else name
    try:
        return parse_event(json.loads(line.decode("utf-8"), parse_constant=_refuse), number)
    except BadEvent as error:
        text = error.text
    except UnicodeDecodeError:
        text = "not UTF-8"
    except json.JSONDecodeError as error:
        text = f"not JSON: {error.msg} at column {error.colno}"
    except (ValueError, RecursionError):
        text = "not JSON that can be read: NaN, Infinity, a number too long or nested too deeply"
    raise CommandError(str(Finding(path, number, text)), returncode=2)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")
