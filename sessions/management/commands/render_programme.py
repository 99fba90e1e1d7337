from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from retraining.common.commands import OneLineCommand
from sessions.backgrounds import BACKGROUNDS
from sessions.programme_rendering import render_programme
from sessions.rendering import Rendition
from sessions.scripts import ScriptErrors
from sessions.voice import CachedVoice, SyntheticVoice


class Command(OneLineCommand):
    help = "Render a programme folder with the computer voice and rewrite its rendered.json."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the programme folder")
        parser.add_argument("--out", type=Path, help="where the audio goes; default AUDIO_ROOT")
        parser.add_argument(
            "--background",
            choices=list(BACKGROUNDS),
            action="append",
            help="may be given more than once; sizes are taken from the first; default none",
        )

    def handle(self, *args: object, **options: Any) -> None:
        out_dir: Path = options["out"] or settings.AUDIO_ROOT
        voice = CachedVoice(SyntheticVoice(), out_dir / "sentences")
        backgrounds = options["background"] or ["none"]
        try:
            render_programme(options["folder"], voice, out_dir, backgrounds, self._report)
        except ScriptErrors as errors:
            for finding in errors.findings[:-1]:
                self.stderr.write(str(finding))
            raise CommandError(str(errors.findings[-1]), returncode=2) from errors

    def _report(self, name: str, rendition: Rendition) -> None:
        size = rendition.bytes / 1_000_000
        self.stdout.write(f"{name} {rendition.seconds:.0f} s {size:.1f} MB {rendition.path.name}")
