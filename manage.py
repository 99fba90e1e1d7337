#!/usr/bin/env python
"""Django's command line for Retraining."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

# Commands that only read a file and print need none of what a server needs.
OFFLINE = {
    "biomarkers",
    "export_questionnaire",
    "import_questionnaire",
    "score",
}

if __name__ == "__main__":
    settings = "offline" if OFFLINE.intersection(sys.argv[1:2]) else "dev"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"retraining.settings.{settings}")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, OperationalError) as error:  # no settings, or no database
        if "--traceback" in sys.argv:
            raise
        sys.stderr.write(f"{str(error).splitlines()[0]}\n")
        sys.exit(2)
