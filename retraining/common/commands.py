"""What our commands share."""

import argparse
import os
import sys
from contextlib import suppress
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper

from retraining.common.findings import one_line


class OneLineCommand(BaseCommand):
    """A command whose mistakes are one line on stderr each, a wrong option among them."""

    def __init__(self, stdout: TextIO | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(stdout, *args, **kwargs)
        if stdout is None:
            self.stdout = _Printed(sys.stdout)

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser, without the text on usage that argparse puts before a mistake."""
        kwargs.setdefault("usage", argparse.SUPPRESS)
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = _Parser
        return parser


class _Parser(CommandParser):
    """Says a mistake in one line, whatever was typed."""

    def error(self, message: str) -> Any:
        super().error(one_line(message))


class _Printed(OutputWrapper):
    """Standard output, sent on at once, so that a full disk or a closed pipe is a mistake too."""

    def write(self, *args: Any, **kwargs: Any) -> Any:
        if self._out is None:  # closed before we were started
            raise CommandError("stdout: cannot be written: it is closed", returncode=2)
        try:
            super().write(*args, **kwargs)
            self.flush()
        except OSError as error:
            # What is left in the buffer goes nowhere, or it would be tried again at the exit.
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            text = f"stdout: cannot be written: {error.strerror}"
            raise CommandError(text, returncode=2) from error
