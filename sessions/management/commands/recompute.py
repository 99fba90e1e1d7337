"""`manage.py recompute`: listening records by another rule, beside those that are there."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from retraining.common.commands import OneLineCommand
from retraining.trials.models import Trial
from retraining.trials.selectors import trial_named
from sessions.listening_rules import UnknownRule, get_rule
from sessions.services.listening import recompute


class Command(OneLineCommand):
    help = "Make the listening records of a rule beside those of other rules."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rule", help="version of the listening rule; needed")
        parser.add_argument("--trial", help="slug of one trial; all trials without it")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rule"] is None:
            raise CommandError("--rule is needed: the version of a listening rule", returncode=2)
        try:
            get_rule(options["rule"])
        except UnknownRule as error:
            raise CommandError(str(error), returncode=2) from error
        trial = _trial(options["trial"])
        done = recompute(rule=options["rule"], trial=trial)
        where = trial.slug if trial else "all trials"
        self.stdout.write(f"{options['rule']}, {where}: {done.made} records made")
        if done.failed:
            raise CommandError(f"{done.failed} records could not be made; the log says why")


def _trial(slug: str | None) -> Trial | None:
    if slug is None:
        return None
    trial = trial_named(slug)
    if trial is None:
        raise CommandError(f"no trial is called {slug!r}", returncode=2)
    return trial
