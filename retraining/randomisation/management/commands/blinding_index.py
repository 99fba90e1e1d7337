"""`manage.py blinding_index`: James and Bang of a table of guesses, with no server."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser

from retraining.common.commands import OneLineCommand
from retraining.statistics.blinding import BadTable, Guesses, GuessTable, bang, james

ROWS, COLUMNS = ("guess treatment", "guess control", "don't know"), 2
MAX_DIGITS = 9


class Command(OneLineCommand):
    help = (
        'Print the blinding indices of Bang (per arm) and James as JSON. --table "82,27;25,29;'
        "170,83\": rows are guess treatment; guess control; don't know, columns are assigned to "
        "treatment, to control. James is null where it is not defined."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--table", help="three rows of two counts; see above")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            table = read_table(options["table"])
        except BadTable as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json.dumps({"bang": bang(table), "james": james(table)}))


def read_table(text: str | None) -> GuessTable:
    """Read rows parted by semicolons, counts parted by commas.

    Raises:
        BadTable: another shape, or a count that is no whole number.
    """
    if text is None:
        raise BadTable('--table is needed, such as "82,27;25,29;170,83"')
    rows = [row.split(",") for row in text.split(";")]
    if len(rows) != len(ROWS):
        raise BadTable(f"--table has {len(rows)} rows, not 3: {'; '.join(ROWS)}")
    for name, row in zip(ROWS, rows, strict=True):
        if len(row) != COLUMNS:
            raise BadTable(f"row {name!r} has {len(row)} counts, not 2: treatment, control")
    treated, controls = zip(*[[_count(cell) for cell in row] for row in rows], strict=True)
    return GuessTable(Guesses(*treated), Guesses(*controls))


def _count(cell: str) -> int:
    digits = cell.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MAX_DIGITS):
        raise BadTable(f"a count must be a whole number from 0, not {digits!r}")
    return int(digits)
