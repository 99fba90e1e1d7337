"""`manage.py score`: scores of a CSV of answers, with no server, no database and no trial."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from retraining.common.commands import OneLineCommand
from retraining.common.findings import Finding, one_line
from retraining.common.whole_files import write_atomically
from retraining.instruments import answer_file, compare, listing, registry
from retraining.instruments.base import Instrument
from retraining.instruments.batch import score_lines
from retraining.instruments.scoring import UnknownRule, check_value_set, find_rule

STANDARD = "-"


class Command(OneLineCommand):
    help = (
        "Score a CSV (id,q1,...,qN; an empty cell is a missing answer) and print a CSV "
        "(id,scale,score,status,band,rule). --list prints every questionnaire as JSON."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("instrument", nargs="?", help="code of the questionnaire")
        parser.add_argument("--rule", help="version of the rule; the newest where left out")
        parser.add_argument("--value-set", help="needed by questionnaires that have some")
        parser.add_argument("--in", dest="source", default=STANDARD, help="CSV; stdin where left")
        parser.add_argument("--out", default=STANDARD, help="CSV; stdout where left out")
        parser.add_argument(
            "--compare",
            metavar="RULE",
            help="a second rule: print for each scale how often and by how much the two differ",
        )
        parser.add_argument("--list", action="store_true", help="print all questionnaires as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self.stdout.write(json.dumps(listing.describe_all(), ensure_ascii=False))
            return
        if options["instrument"] is None:
            raise CommandError("name a questionnaire, or --list", returncode=2)
        try:
            instrument = registry.get(options["instrument"])
            text = _scored(instrument, options)
        except (registry.UnknownInstrument, UnknownRule) as error:
            raise CommandError(str(error), returncode=2) from error
        if options["out"] == STANDARD:
            self.stdout.write(text, ending="")
        else:
            _write(Path(options["out"]), text)


def _scored(instrument: Instrument, options: dict[str, Any]) -> str:
    """The whole answer: nothing is written before all of the input has been read."""
    rule, value_set = find_rule(instrument, options["rule"]), options["value_set"]
    other = options["compare"] and find_rule(instrument, options["compare"])
    check_value_set(instrument, value_set)
    people = answer_file.read(instrument, _read(options["source"]))
    try:
        if other:
            return compare.to_csv(compare.compare(instrument, rule, other, value_set, people))
        return "".join(score_lines(instrument, rule, value_set, people))
    except answer_file.BadFile as error:
        path = "stdin" if options["source"] == STANDARD else options["source"]
        raise CommandError(str(Finding(path, error.line, error.text)), returncode=2) from error


def _read(name: str) -> bytes:
    if name == STANDARD and sys.stdin is None:
        raise CommandError("stdin: cannot be read: it is closed", returncode=2)
    try:
        return sys.stdin.buffer.read() if name == STANDARD else Path(name).read_bytes()
    except OSError as error:
        said = "stdin" if name == STANDARD else one_line(name)
        raise CommandError(f"{said}: cannot be read: {error.strerror}", returncode=2) from error


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all; a device such as /dev/stdout takes it as it comes."""
    said = one_line(str(path))
    target = Path(os.path.realpath(path))  # a link stays one: what it points to is written
    try:
        if not target.parent.is_dir() and not path.exists():
            folder = one_line(str(target.parent))
            raise CommandError(f"{said}: there is no folder {folder}", returncode=2)
        if target.is_symlink():
            raise CommandError(f"{said}: cannot be written: links in a circle", returncode=2)
        if path.exists() and not os.access(path, os.W_OK):
            raise CommandError(f"{said}: cannot be written: it may not be changed", returncode=2)
        if target.is_file() or not path.exists():
            write_atomically(target, text.encode())
        else:
            path.write_bytes(text.encode())
    except OSError as error:
        raise CommandError(f"{said}: cannot be written: {error.strerror}", returncode=2) from error
