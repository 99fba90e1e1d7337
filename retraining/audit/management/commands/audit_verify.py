import json
import re
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from retraining.audit.selectors import has_head, verify
from retraining.common.commands import OneLineCommand


class Command(OneLineCommand):
    help = (
        "Check the audit log's hash chain; JSON on stdout, exit 1 where it does not hold. With "
        "--head also whether a head that was mailed earlier still stands in it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--head", help="64 hexadecimal digits, from a mail or the audit page")

    def handle(self, *args: object, **options: Any) -> None:
        head = options["head"]
        if head is not None and not re.fullmatch(r"[0-9a-fA-F]{64}", head):
            raise CommandError("--head takes 64 hexadecimal digits", returncode=2)
        verdict = verify()
        found = head is None or has_head(head.lower())
        printed = verdict.as_json() | ({"head_found": found} if head is not None else {})
        self.stdout.write(json.dumps(printed))
        if not (verdict.holds and found):
            sys.exit(1)
