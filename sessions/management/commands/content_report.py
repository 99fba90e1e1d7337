from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from retraining.common.commands import OneLineCommand
from sessions.content_report import report
from sessions.scripts import ScriptErrors


class Command(OneLineCommand):
    help = "Words, minutes and speech of every programme of a trial folder, as Markdown."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the trial folder")
        parser.add_argument("--out", type=Path, help="write it there instead of printing it")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            page = report(options["folder"])
        except ScriptErrors as errors:
            raise CommandError(str(errors.findings[0]), returncode=2) from errors
        if options["out"]:
            options["out"].write_text(page, "utf-8")
        else:
            self.stdout.write(page, ending="")
