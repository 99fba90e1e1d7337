"""`manage.py export_questionnaire`: an instrument as a FHIR Questionnaire, with no server."""

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from retraining.instruments import registry
from retraining.instruments.fhir_out import Release, questionnaire
from retraining.instruments.text_packs import words


class Command(BaseCommand):
    help = "Print a questionnaire as FHIR JSON; words only where their licence lets them ship."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # Without a usage text a wrong option is one line on stderr, like every other mistake.
        kwargs.setdefault("usage", argparse.SUPPRESS)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="code of the questionnaire")
        parser.add_argument("--release", default=Release.R4.value, help="R4 or R5")
        parser.add_argument("--base", default="urn:retraining", help="address of this install")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            instrument = registry.get(options["code"])
            release = Release(options["release"])
        except registry.UnknownInstrument as error:
            raise CommandError(str(error), returncode=2) from error
        except ValueError as error:
            text = f"--release is R4 or R5, not {options['release']!r}"
            raise CommandError(text, returncode=2) from error
        shown = words(instrument, None)
        form = questionnaire(
            instrument, shown, base=options["base"], language="en", release=release
        )
        self.stdout.write(json.dumps(form, ensure_ascii=False, indent=2))
