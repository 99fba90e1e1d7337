"""Every rule of the texts for a whole programme folder, on paper and on the clock."""

from collections.abc import Sequence

from retraining.common.findings import Finding
from sessions.library import ProgrammeFolder
from sessions.lint import lint
from sessions.lint_repeats import repeated, repeated_between
from sessions.lint_shape import lint_shape
from sessions.lint_timing import lint_timeline
from sessions.parity import Rendered, read_rendered, timeline_of
from sessions.scripts import Script, ScriptErrors, text_hash


def lint_programme(programme: ProgrammeFolder) -> list[Finding]:
    """Check the texts of one programme; nothing where its programme.toml names no word rules.

    Args:
        programme: a folder that could be read.
    """
    rules = programme.programme
    if rules is None:
        return []
    scripts = list(programme.scripts.values())
    findings = repeated(scripts, programme.reason)
    for script in scripts:
        findings += lint(script, rules, script.week)
        findings += lint_shape(script, rules, programme.blocks)
    return sorted(findings + _on_the_clock(programme))


def lint_together(programmes: Sequence[ProgrammeFolder]) -> list[Finding]:
    """Check the texts of several programmes against each other."""
    ruled = [programme for programme in programmes if programme.programme is not None]
    reason = " ".join(programme.reason for programme in ruled)
    return sorted(repeated_between([list(one.scripts.values()) for one in ruled], reason))


def _on_the_clock(programme: ProgrammeFolder) -> list[Finding]:
    """What can only be known with the voice, from the spoken lengths beside the scripts."""
    try:
        rendered = read_rendered(programme.folder)
    except ScriptErrors:
        return []  # `parity.stale` says so
    findings: list[Finding] = []
    for name, script in programme.scripts.items():
        entry = rendered.get(name)
        if entry is not None and entry.text_hash == text_hash(script):
            findings += _timed(script, entry)
    return findings


def _timed(script: Script, entry: Rendered) -> list[Finding]:
    try:
        timeline = timeline_of(script, entry)
    except ScriptErrors as errors:
        return errors.findings
    return lint_timeline(script, timeline, script.week) if timeline else []
