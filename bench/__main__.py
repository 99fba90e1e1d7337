"""`make bench`: figures as JSON lines, each with its floor of the same run. Nothing is asserted.

`make bench ARGS="tap_to_sound ranges"` measures these alone.
"""

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

    from bench import allocations, lighthouse, listeners, pages, people, scoring, sounds, weights
    from bench.measure import machine
    from tests.databases import clone

    measures = {
        measure.__name__: measure
        for measure in (
            pages.today,
            pages.batches,
            pages.answers,
            weights.page_weights,
            sounds.tap_to_sound,
            sounds.ranges,
            sounds.folding,
            sounds.rendering,
            scoring.scoring,
            lighthouse.lighthouse,
            listeners.listeners,
            allocations.allocation_lengths,
            allocations.allocations_a_second,
            pages.caseload,  # last: it fills the database
        )
    }
    wanted = sys.argv[1:] or list(measures)
    if unknown := set(wanted) - set(measures):
        names = ", ".join(measures)
        sys.stderr.write(f"unknown: {', '.join(sorted(unknown))}; there are {names}\n")
        return 2
    setup_test_environment()
    print(json.dumps({"machine": machine()}), flush=True)
    with clone("bench"), override_settings(ROOT_URLCONF="bench.urls"):
        listener = people.a_listener()
        for name in wanted:
            for figure in measures[name](listener):
                figure.print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
