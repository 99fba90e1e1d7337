"""`manage.py arm_parity`: whether the arms of a trial differ in their method only."""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from retraining.common.commands import OneLineCommand
from retraining.common.findings import Finding
from retraining.trials.models import ProtocolVersion
from retraining.trials.selectors import trial_named
from sessions import arm_folders, arm_versions, protocol_section
from sessions.arm_parity import Comparison, arm_specific, as_json, compare, same_for_all
from sessions.scripts import ScriptErrors


class Command(OneLineCommand):
    help = "Compare the programmes of a trial, a folder or a slug, as JSON; exit 1 on a breach."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="?", help="a trial folder, or a trial's slug")

    def handle(self, *args: object, **options: Any) -> None:
        if not options["what"]:
            raise CommandError("name a trial folder, or a trial's slug", returncode=2)
        folder = Path(options["what"])
        if folder.is_dir():
            content, comparison = _of_folder(folder)
        else:
            content, comparison = _of_trial(options["what"])
        self.stdout.write(json.dumps(as_json(comparison, same_for_all(content)), indent=1))
        if comparison.breaches:
            sys.exit(1)


def _of_folder(folder: Path) -> tuple[Mapping[str, Any], Comparison]:
    try:
        content = arm_folders.read_protocol(folder)
        arms = arm_folders.arms_of(folder, content)
    except ScriptErrors as errors:
        first, *others = errors.findings
        more = f" (and {len(others)} more; see protocol check)" if others else ""
        raise CommandError(f"{first}{more}", returncode=2) from errors
    path = str(folder / arm_folders.PROTOCOL_FILE)
    rules = [
        Finding(path, arm_folders.line_of(folder, section, key), sentence)
        for section, key, sentence in arm_specific(content)
    ]
    return content, _with(compare(arms, protocol_section.read(content).pieces), rules)


def _of_trial(slug: str) -> tuple[Mapping[str, Any], Comparison]:
    try:
        version = _newest_version(slug)
        arms = arm_versions.arms_of(version)
    except (DatabaseError, ImproperlyConfigured) as error:
        raise CommandError(f"no folder {slug}, and no database to look in", returncode=2) from error
    rules = [
        Finding(arm_folders.PROTOCOL_FILE, 0, sentence)
        for _section, _key, sentence in arm_specific(version.content)
    ]
    pieces = protocol_section.read(version.content).pieces
    return version.content, _with(compare(arms, pieces), rules)


def _newest_version(slug: str) -> ProtocolVersion:
    trial = trial_named(slug.replace("_", "-"))
    version = trial.versions.order_by("-number").first() if trial else None
    if version is None:
        raise CommandError(f"there is no folder and no loaded trial {slug}", returncode=2)
    return version


def _with(comparison: Comparison, rules: list[Finding]) -> Comparison:
    return replace(comparison, breaches=tuple(sorted({*comparison.breaches, *rules})))
