"""`manage.py minimise`: the odds of the next person by minimisation, with no server."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from retraining.common.commands import OneLineCommand
from retraining.randomisation import options as written
from retraining.randomisation.blocks import BadPlan
from retraining.randomisation.history_file import BadInput, candidate_of, read_history, rule_of
from retraining.randomisation.minimisation import MEASURES, Odds, odds

NEEDED = ("arms", "factors", "history", "candidate")
STANDARD_INPUT = "-"


class Command(OneLineCommand):
    help = (
        "Print imbalance, favoured arms and probabilities of the next person as JSON, by the "
        "method of Pocock and Simon. No dice are thrown here."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--arms", help="codes and ratios: A:1,B:1")
        parser.add_argument("--factors", help='JSON, weight per factor: {"site": 1, "sex": 2}')
        parser.add_argument("--history", help="CSV: factor columns and arm; - reads stdin")
        parser.add_argument("--candidate", help='JSON, level per factor: {"site": "x", "sex": "f"}')
        parser.add_argument("--p", default="0.8", help="probability of the favoured arms (0.8)")
        parser.add_argument("--measure", default="range", help=", ".join(MEASURES))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = _odds(options)
        except (BadPlan, BadInput) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(
            json.dumps(
                {
                    "imbalance": found.imbalance,
                    "favoured": list(found.favoured),
                    "probability": {arm: float(p) for arm, p in found.probability.items()},
                }
            )
        )


def _odds(options: dict[str, Any]) -> Odds:
    for name in NEEDED:
        if options[name] is None:
            raise BadInput(f"--{name} is needed")
    rule = rule_of(
        arms=written.arms(options["arms"]),
        factors=options["factors"],
        p=options["p"],
        measure=options["measure"],
    )
    levels = candidate_of(options["candidate"], rule.weights)
    name = options["history"]
    try:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        raise BadInput(f"{name}: cannot be read: {error.strerror}") from error
    path = "stdin" if name == STANDARD_INPUT else name
    history = read_history(
        data, arms={arm.code for arm in rule.arms}, factors=list(rule.weights), path=path
    )
    return odds(rule, history, levels)
