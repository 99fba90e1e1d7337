"""`manage.py export_questionnaire`: an instrument, or answers to it, as FHIR, with no server."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from retraining.common.commands import OneLineCommand
from retraining.common.findings import Finding, one_line
from retraining.instruments import answer_file, registry
from retraining.instruments.base import Instrument
from retraining.instruments.fhir_out import Release, bundle, questionnaire, response
from retraining.instruments.text_packs import words


class Command(OneLineCommand):
    help = (
        "Print a questionnaire as FHIR JSON, with words only where their licence lets them ship; "
        "or, with --answers, a CSV of answers (as for score) as a Bundle of responses."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="code of the questionnaire")
        parser.add_argument("--release", default=Release.R4.value, help="R4 or R5")
        parser.add_argument("--base", default="urn:retraining", help="address of this install")
        parser.add_argument("--answers", help="CSV of answers: print these, not the questionnaire")

    def handle(self, *args: Any, **options: Any) -> None:
        base, answers = options["base"], options["answers"]
        try:
            instrument = registry.get(options["code"])
            release = Release(options["release"])
        except registry.UnknownInstrument as error:
            raise CommandError(str(error), returncode=2) from error
        except ValueError as error:
            text = f"--release is R4 or R5, not {options['release']!r}"
            raise CommandError(text, returncode=2) from error
        if answers:
            form = _responses(instrument, answers, base, release)
        else:
            shown = words(instrument, None)
            form = questionnaire(instrument, shown, base=base, language="en", release=release)
        self.stdout.write(json.dumps(form, ensure_ascii=False, indent=2))


def _responses(instrument: Instrument, name: str, base: str, release: Release) -> dict[str, Any]:
    names = [item.name for item in instrument.items]
    try:
        people = list(answer_file.read(instrument, Path(name).read_bytes()))
    except OSError as error:
        said = f"{one_line(name)}: cannot be read: {error.strerror}"
        raise CommandError(said, returncode=2) from error
    except answer_file.BadFile as error:
        raise CommandError(str(Finding(name, error.line, error.text)), returncode=2) from error
    return bundle(
        response(
            instrument,
            dict(zip(names, person.values, strict=True)),
            base=base,
            subject=person.id,
            release=release,
        )
        for person in people
    )
