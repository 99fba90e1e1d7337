"""What our commands share."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class OneLineCommand(BaseCommand):
    """A command whose mistakes are one line on stderr each, a wrong option among them."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser, without the text on usage that argparse puts before a mistake."""
        kwargs.setdefault("usage", argparse.SUPPRESS)
        return super().create_parser(prog_name, subcommand, **kwargs)
