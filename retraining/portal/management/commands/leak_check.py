import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from retraining.common.commands import OneLineCommand
from retraining.portal.leak_check import leak_check
from retraining.trials.selectors import trial_named


class Command(OneLineCommand):
    help = (
        "Read all pages, exports and mails of every blinded role twice, the second time with the "
        "arms exchanged, and compare. JSON on stdout, exit 1 where they differ. Changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("trial")

    def handle(self, *args: object, **options: Any) -> None:
        trial = trial_named(options["trial"].replace("_", "-"))
        if trial is None:
            raise CommandError(f"there is no trial {options['trial']}", returncode=2)
        verdict = leak_check(trial)
        self.stdout.write(json.dumps(verdict.as_json()))
        if not verdict.people:
            self.stderr.write("nobody is randomised yet: no arm could be exchanged")
        if not verdict.holds:
            sys.exit(1)
