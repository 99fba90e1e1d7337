import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from retraining.common.commands import OneLineCommand
from retraining.portal.alerts_verify import verify_alerts
from retraining.trials.selectors import trial_named


class Command(OneLineCommand):
    help = (
        "Play the alert rules of a trial over all answers, scores, reports and remarks that were "
        "kept, and say which alerts were raised but not due, and which were due but not raised. "
        "JSON on stdout, exit 1 where there are any. Changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("trial")

    def handle(self, *args: object, **options: Any) -> None:
        trial = trial_named(options["trial"].replace("_", "-"))
        if trial is None:
            raise CommandError(f"there is no trial {options['trial']}", returncode=2)
        verdict = verify_alerts(trial)
        self.stdout.write(json.dumps(verdict.as_json()))
        if not verdict.holds:
            sys.exit(1)
