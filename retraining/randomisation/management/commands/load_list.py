from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from retraining.common.commands import OneLineCommand
from retraining.randomisation import services
from retraining.randomisation.blocks import BadList
from retraining.trials.errors import Refused
from retraining.trials.selectors import trial_named


class Command(OneLineCommand):
    help = "Load a list-keeper's CSV (see make_list) into a trial; prints the commitment."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("trial")
        parser.add_argument("file", type=Path)
        parser.add_argument("--salt", help="hex digits printed by make_list")

    def handle(self, *args: object, **options: Any) -> None:
        trial = trial_named(options["trial"].replace("_", "-"))
        if trial is None:
            raise CommandError(f"there is no trial {options['trial']}", returncode=2)
        try:
            csv = options["file"].read_bytes()
            salt = bytes.fromhex(options["salt"]) if options["salt"] else None
            segment = services.load_list(
                trial=trial, csv=csv, by=None, salt=salt, path=str(options["file"])
            )
        except BadList as error:
            raise CommandError(str(error), returncode=2) from error
        except (OSError, ValueError, Refused) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"segment {segment.number} commitment {segment.commitment}")
