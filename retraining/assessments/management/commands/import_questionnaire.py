"""`manage.py import_questionnaire`: somebody else's form as an instrument, with no server."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from retraining.common.commands import OneLineCommand
from retraining.common.findings import one_line
from retraining.instruments import fhir_in, redcap_in
from retraining.instruments.combine import How
from retraining.instruments.imported import BadForm, Imported
from retraining.instruments.listing import describe


class Command(OneLineCommand):
    help = (
        "Check a FHIR Questionnaire (R4 or R5, JSON) or a REDCap data dictionary (CSV) and print "
        "it as JSON of an instrument. What cannot be taken over is said on stderr, by line. It "
        "checks and converts: nothing is stored, and no trial can ask these questions until they "
        "are added to the instruments as a file (docs/instruments.md)."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="FHIR JSON, or a REDCap dictionary that ends in .csv")
        parser.add_argument(
            "--rule", help="score it as the sum or mean of all its items; unscored where left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name, rule = options["file"], options["rule"]
        if rule is not None and rule not in [how.value for how in How]:
            known = ", ".join(how.value for how in How)
            raise CommandError(f"unknown rule {rule!r}; known: {known}", returncode=2)
        how = None if rule is None else How(rule)
        try:
            data = Path(name).read_bytes()
        except OSError as error:
            said = f"{one_line(name)}: cannot be read: {error.strerror}"
            raise CommandError(said, returncode=2) from error
        is_csv = name.lower().endswith(".csv")
        try:
            read = redcap_in.read(data, name, how) if is_csv else [fhir_in.read(data, name, how)]
        except BadForm as error:
            raise CommandError(str(error), returncode=2) from error
        for finding in sorted(finding for one in read for finding in one.findings):
            self.stderr.write(str(finding))
        printed = [_printed(one) for one in read]
        self.stdout.write(json.dumps(printed if is_csv else printed[0], ensure_ascii=False))


def _printed(one: Imported) -> dict[str, Any]:
    return {**describe(one.instrument), "language": one.language, "texts": dict(one.texts)}
