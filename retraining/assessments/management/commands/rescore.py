"""`manage.py rescore`: a rule more for what was sent, and how two rules compare."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser

from retraining.assessments import rescoring
from retraining.common.commands import OneLineCommand
from retraining.instruments.registry import UnknownInstrument
from retraining.instruments.scoring import UnknownRule
from retraining.trials.selectors import trial_named


class Command(OneLineCommand):
    help = "Score what was sent by one more rule, beside the old scores; --compare prints JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("trial", help="slug of the trial")
        parser.add_argument("instrument", help="code of the questionnaire")
        parser.add_argument("--rule", required=True, help="version of the rule")
        parser.add_argument("--compare", metavar="RULE", help="a rule to compare it with")

    def handle(self, *args: Any, **options: Any) -> None:
        trial = trial_named(options["trial"])
        if trial is None:
            raise CommandError(f"there is no trial {options['trial']!r}", returncode=2)
        code, rule, other = options["instrument"], options["rule"], options["compare"]
        try:
            scored = rescoring.rescore(trial=trial, instrument=code, rule=rule, by=None)
            if other:
                rescoring.rescore(trial=trial, instrument=code, rule=other, by=None)
        except (UnknownInstrument, UnknownRule) as error:
            raise CommandError(str(error), returncode=2) from error
        if not other:
            self.stdout.write(f"{scored} scored by {rule}")
            return
        found = rescoring.compare(trial=trial, instrument=code, first=other, second=rule)
        self.stdout.write(json.dumps([asdict(row) for row in found]))
