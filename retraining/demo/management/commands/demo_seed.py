from typing import Any

from django.core.management.base import CommandError

from retraining.common.clock import ClockMayNotMove
from retraining.common.commands import OneLineCommand
from retraining.demo.seeding import Seeding, seed
from retraining.trials.errors import Refused


class Command(OneLineCommand):
    help = "Seed the simulated trial: people, staff and their weeks. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            alone = seed(Seeding(report=self._say))
        except (Refused, ClockMayNotMove) as error:
            raise CommandError(str(error), returncode=2) from error
        if not alone:
            self._say("another process is seeding this database")

    def _say(self, line: str) -> None:
        self.stdout.write(f"    {line}")
        self.stdout.flush()
