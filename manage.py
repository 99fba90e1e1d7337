#!/usr/bin/env python
"""Django's command line for Retraining."""

import os
import sys

from django.core.management import execute_from_command_line

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
    execute_from_command_line(sys.argv)
