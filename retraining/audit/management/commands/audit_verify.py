import json
import sys

from django.core.management.base import BaseCommand

from retraining.audit.selectors import verify


class Command(BaseCommand):
    help = "Check the audit log's hash chain; JSON on stdout, exit 1 where it does not hold."

    def handle(self, *args: object, **options: object) -> None:
        verdict = verify()
        self.stdout.write(json.dumps(verdict.as_json()))
        if not verdict.holds:
            sys.exit(1)
