"""`manage.py text_pack`: the file for the words of a questionnaire, to fill in and to check."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from retraining.assessments.packs import BadPack, load
from retraining.common.commands import OneLineCommand
from retraining.common.findings import one_line
from retraining.instruments import registry
from retraining.instruments.text_packs import LANGUAGE, parse, template
from retraining.trials.errors import Refused
from retraining.trials.selectors import trial_named


def _bytes_of(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        said = f"{one_line(name)}: cannot be read: {error.strerror}"
        raise CommandError(said, returncode=2) from error


class Command(OneLineCommand):
    help = (
        "template CODE LANGUAGE prints a text pack to fill in; check FILE says what is wrong; "
        "load TRIAL FILE keeps the words for a trial."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        making = actions.add_parser("template", usage=argparse.SUPPRESS)
        making.add_argument("code", help="code of the questionnaire")
        making.add_argument("language", help='such as "es" or "pt-BR"')
        checking = actions.add_parser("check", usage=argparse.SUPPRESS)
        checking.add_argument("file", help="a text pack")
        loading = actions.add_parser("load", usage=argparse.SUPPRESS)
        loading.add_argument("trial", help="slug of the trial")
        loading.add_argument("file", help="a text pack")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "load":
            self._load(options["trial"], options["file"])
        elif options["action"] == "check":
            self._check(options["file"])
        else:
            self._template(options["code"], options["language"])

    def _template(self, code: str, language: str) -> None:
        if not LANGUAGE.fullmatch(language):
            raise CommandError(f"{language!r} is no language such as es or pt-BR", returncode=2)
        try:
            self.stdout.write(template(registry.get(code), language), ending="")
        except registry.UnknownInstrument as error:
            raise CommandError(str(error), returncode=2) from error

    def _load(self, slug: str, name: str) -> None:
        trial = trial_named(slug)
        if trial is None:
            raise CommandError(f"there is no trial {slug!r}", returncode=2)
        try:
            row = load(trial=trial, data=_bytes_of(name), path=name, by=None)
        except BadPack as error:
            raise CommandError("\n".join(map(str, error.findings)), returncode=2) from error
        except Refused as error:
            raise CommandError(f"{name}: {error}", returncode=2) from error
        self.stdout.write(f"{row.instrument} in {row.language}: {len(row.texts)} texts kept")

    def _check(self, name: str) -> None:
        pack, findings = parse(_bytes_of(name), name)
        if pack is None:
            raise CommandError("\n".join(map(str, findings)), returncode=2)
        until = f" until {pack.expires}" if pack.expires else ""
        self.stdout.write(
            f"{pack.instrument} in {pack.language}: {len(pack.texts)} texts, licence "
            f"{pack.licence_number} of {pack.licence_holder}{until}"
        )
