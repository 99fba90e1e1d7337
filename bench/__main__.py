"""`make bench`: figures as JSON lines, each with its floor of the same run. Nothing is asserted."""

import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "retraining.settings.test"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def main() -> int:
    """Measure on a database of our own, cloned from the template of the tests."""
    django.setup()
    from django.test.utils import override_settings, setup_test_environment

    from bench import pages, weights
    from bench.measure import machine
    from tests.databases import clone

    setup_test_environment()
    print(json.dumps({"machine": machine()}), flush=True)
    with clone("bench"), override_settings(ROOT_URLCONF="bench.urls"):
        for measure in (pages.today, pages.batches, weights.first_view, pages.caseload):
            for figure in measure():
                figure.print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
