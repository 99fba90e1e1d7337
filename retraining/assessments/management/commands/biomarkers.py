"""`manage.py biomarkers`: check a laboratory's file row by row, with no server."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from retraining.assessments.biomarkers import LOD_RULES, read, to_csv
from retraining.common.commands import OneLineCommand
from retraining.common.findings import one_line


class Command(OneLineCommand):
    help = (
        "Check a laboratory's CSV row by row and print it with one unit an analyte and values "
        "under the limit of detection by a named rule."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the laboratory's CSV")
        parser.add_argument("--rule", default=next(iter(LOD_RULES)), help=", ".join(LOD_RULES))

    def handle(self, *args: Any, **options: Any) -> None:
        name, rule = options["file"], options["rule"]
        if rule not in LOD_RULES:
            known = ", ".join(LOD_RULES)
            raise CommandError(f"unknown rule {rule!r}; known: {known}", returncode=2)
        try:
            data = Path(name).read_bytes()
        except OSError as error:
            said = f"{one_line(name)}: cannot be read: {error.strerror}"
            raise CommandError(said, returncode=2) from error
        results, findings = read(data, name, rule)
        if any(not finding.is_hint for finding in findings):
            raise CommandError("\n".join(map(str, findings)), returncode=2)
        for finding in findings:
            self.stderr.write(str(finding))
        self.stdout.write(to_csv(results), ending="")
