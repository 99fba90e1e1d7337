"""`manage.py make_list`: a list-keeper's randomisation list, with no server and no database."""

import secrets
from typing import Any

from django.core.management.base import CommandError, CommandParser

from retraining.common.commands import OneLineCommand
from retraining.randomisation.blocks import (
    METHOD,
    BadPlan,
    Plan,
    commitment,
    make_list,
    to_csv,
)
from retraining.randomisation.options import arms, whole

SALT_BYTES = 32
SEED_BYTES = 32


class Command(OneLineCommand):
    help = (
        "Print a randomisation list as CSV. On stderr: a fresh salt, the commitment (SHA-256 of "
        "salt and CSV), and the seed where none was given. Keep seed and salt secret until the "
        "trial is unsealed; publish the commitment."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--arms", help="codes and ratios: A:1,B:1")
        parser.add_argument("--method", default=METHOD, help=METHOD)
        parser.add_argument("--blocks", help="block sizes, each equally likely: 4,6")
        parser.add_argument(
            "--strata", action="append", help="a factor and its levels: site=x,y; may be repeated"
        )
        parser.add_argument("--per-stratum", help="least number of rows in each stratum")
        parser.add_argument("--seed", help="hexadecimal; at least 32 digits for a real trial")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plan = _plan(options)
            seed = options["seed"]
            fresh = seed is None
            seed = secrets.token_hex(SEED_BYTES) if fresh else str(seed)
            text = to_csv(make_list(plan, seed))
        except BadPlan as error:
            raise CommandError(str(error), returncode=2) from error
        salt = secrets.token_bytes(SALT_BYTES)
        self.stdout.write(text, ending="")
        if fresh:
            self.stderr.write(f"seed {seed}")
        self.stderr.write(f"salt {salt.hex()}")
        self.stderr.write(f"commitment {commitment(salt, text.encode())}")


def _plan(options: dict[str, Any]) -> Plan:
    if options["method"] != METHOD:
        raise BadPlan(f"unknown method {options['method']!r}; known: {METHOD}")
    for name in ("arms", "blocks", "per_stratum"):
        if options[name] is None:
            raise BadPlan(f"--{name.replace('_', '-')} is needed")
    return Plan(
        arms=arms(str(options["arms"])),
        block_sizes=tuple(
            whole("a block size", part) for part in str(options["blocks"]).split(",")
        ),
        strata=_strata(options["strata"] or []),
        per_stratum=whole("--per-stratum", str(options["per_stratum"])),
    )


def _strata(given: list[str]) -> dict[str, tuple[str, ...]]:
    strata: dict[str, tuple[str, ...]] = {}
    for text in given:
        factor, equals, levels = text.partition("=")
        factor = factor.strip()
        if not equals or not levels.strip():
            raise BadPlan(f"stratum factor {text!r} has no levels; write it as site=x,y")
        if factor in strata:
            raise BadPlan(f"stratum factor {factor} is given twice")
        strata[factor] = tuple(level.strip() for level in levels.split(","))
    return strata
