from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from retraining.common.commands import OneLineCommand
from retraining.protocol import folder as folders
from retraining.protocol import going_live, services
from retraining.protocol.going_live import NotReady
from retraining.trials.errors import Refused
from retraining.trials.selectors import trial_named
from sessions.scripts import ScriptErrors


class Command(OneLineCommand):
    help = "Check a trial folder, load it into the database, or freeze a loaded trial."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["check", "load", "freeze"])
        parser.add_argument("what", help="a folder; for freeze a trial's slug")
        parser.add_argument("--reason", default="", help="why the protocol was amended")
        parser.add_argument(
            "--live-slug", default="", help="for freeze: slug of the live trial (SLUG-live)"
        )

    def handle(self, *args: object, **options: Any) -> None:
        if options["act"] == "freeze":
            self._freeze(options["what"], options["live_slug"])
        elif options["act"] == "check":
            self._check(Path(options["what"]))
        else:
            self._load(Path(options["what"]), options["reason"])

    def _check(self, path: Path) -> None:
        findings = folders.check(path)
        for finding in findings:
            self.stdout.write(str(finding))
        faults = [finding for finding in findings if not finding.is_hint]
        if faults:
            raise CommandError(f"{len(faults)} findings", returncode=2)

    def _load(self, path: Path, reason: str) -> None:
        try:
            version = services.load(path=path, by=None, reason=reason)
        except ScriptErrors as errors:
            for finding in errors.findings:
                self.stdout.write(str(finding))
            text = f"{len(errors.findings)} findings; nothing was loaded"
            raise CommandError(text, returncode=2) from errors
        except Refused as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"{version.trial.slug} version {version.number} {version.sha256}")

    def _freeze(self, slug: str, live_slug: str) -> None:
        trial = trial_named(slug.replace("_", "-"))
        if trial is None:
            raise CommandError(f"there is no trial {slug}", returncode=2)
        try:
            freeze = going_live.freeze(trial=trial, by=None, slug=live_slug)
        except NotReady as error:
            for sentence in error.missing:
                self.stdout.write(sentence)
            text = f"not frozen: {len(error.missing)} things are missing"
            raise CommandError(text, returncode=2) from error
        except Refused as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"{freeze.version.trial.slug} live {freeze.sha256}")
