"""`manage.py allocation_verify`: do the allocations follow from what was committed to?"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from retraining.common.commands import OneLineCommand
from retraining.common.sealing import CannotOpen
from retraining.randomisation import kept
from retraining.randomisation.export_folder import BadExport, read_folder
from retraining.randomisation.verifying import Verdict, verify
from retraining.trials.models import Trial
from retraining.trials.selectors import trial_named


class Command(OneLineCommand):
    help = (
        "Check commitments, slots, their order, that nobody and no place stands twice, and that "
        "stored dice give the same arms again. Prints JSON; exit 1 where it does not hold. "
        "--export DIR checks the folder of an unsealing alone, with no server and no database."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("trial", nargs="?", help="a trial's slug")
        parser.add_argument("--export", help="folder of an unsealing")

    def handle(self, *args: Any, **options: Any) -> None:
        if (options["trial"] is None) == (options["export"] is None):
            raise CommandError("name a trial, or --export and a folder", returncode=2)
        slug, verdict = (
            _of_folder(Path(options["export"]))
            if options["trial"] is None
            else _of_trial(options["trial"])
        )
        self.stdout.write(json.dumps({"trial": slug, **verdict.as_dict()}, indent=2))
        if not verdict.holds:
            found = len(verdict.problems)
            raise CommandError(f"it does not hold: {found} found", returncode=1)


def _of_folder(folder: Path) -> tuple[str, Verdict]:
    try:
        found = read_folder(folder)
    except BadExport as error:
        raise CommandError(str(error), returncode=2) from error
    return found.trial, verify(found.segments, found.given, allocations=found.allocations)


def _of_trial(slug: str) -> tuple[str, Verdict]:
    trial = trial_named(slug.replace("_", "-"))
    if trial is None:
        raise CommandError(f"there is no trial {slug}", returncode=2)
    try:
        return trial.slug, _opened(trial)
    except CannotOpen:
        problem = "a sealed value cannot be opened: another ALLOCATION_KEY, or it was changed"
        return trial.slug, Verdict([], 0, 0, [problem])


def _opened(trial: Trial) -> Verdict:
    found = verify(kept.segments_of(trial), kept.given_in(trial), kept.slots_of(trial))
    return Verdict(
        found.segments,
        found.allocations,
        found.thrown,
        found.problems + kept.misplaced(trial),
    )
