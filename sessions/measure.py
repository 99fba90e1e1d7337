"""The author's ruler: `python -m sessions.measure FILE…` says how a script fits its minutes.

Speaks every sentence with the real voice, prints words, speech, pauses, chapters and all findings.
`--state` writes words, speech_share and silences_max into the front matter. Exit 1 on findings.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from retraining.common.findings import Finding
from sessions.library import read_blocks, read_script, read_word_rules
from sessions.lint import lint, own_words, reading_grade, warmth
from sessions.lint_shape import lint_shape
from sessions.lint_timing import chapter_targets, lint_timeline
from sessions.lint_tone import imperative_share
from sessions.lint_words import Programme
from sessions.scripts import Script, ScriptErrors
from sessions.timing import Timeline, fit, spoken_texts
from sessions.voice import CachedVoice, SyntheticVoice, Voice, speech_lengths

CACHE = Path(tempfile.gettempdir()) / "retraining-voice"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the named files; 0 where nothing was found, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m sessions.measure", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--programme", choices=("M", "R"), help="whose words are allowed")
    parser.add_argument("--state", action="store_true", help="write the figures into the files")
    options = parser.parse_args(arguments)
    voice = CachedVoice(SyntheticVoice(), CACHE)
    clean = True
    for path in options.files:
        try:
            findings = measure(path, voice, options.programme, state=options.state)
        except ScriptErrors as errors:
            findings = errors.findings
        for finding in findings:
            say(str(finding))
        clean = clean and not findings
    return 0 if clean else 1


def measure(
    path: Path, voice: Voice, programme: Programme | None = None, *, state: bool = False
) -> list[Finding]:
    """Print the figures of one script.

    Args:
        path: the script.
        voice: who speaks.
        programme: whose words are allowed; by default what programme.toml beside it says.
        state: write the figures into the front matter first.

    Returns:
        All findings.

    Raises:
        ScriptErrors: the script cannot be read.
    """
    script = read_script(path)
    lengths = speech_lengths(voice, spoken_texts(script))
    warm = f"{warmth(script)} words of warmth in {own_words(script)} of its own"
    say(f"{path}: {script.word_count} words, reading grade {_grade(script):.1f}, {warm}")
    say(f"  of the sentences that order or offer, {imperative_share(script):.0%} order")
    findings: list[Finding] = []
    if script.minutes:
        try:
            timeline = fit(script, lengths)
        except ScriptErrors as errors:
            findings += errors.findings
        else:
            if state:
                state_figures(path, script, timeline)
                script = read_script(path)
            _print_timeline(script, timeline)
            findings += lint_timeline(script, timeline, script.week)
    rules = programme or read_word_rules(path.parent)
    if rules:
        findings += lint(script, rules, script.week)
        findings += lint_shape(script, rules, read_blocks(path.parent))
    else:
        findings.append(Finding(str(path), 0, "words not checked: no --programme, no word_rules"))
    return sorted(findings)


def state_figures(path: Path, script: Script, timeline: Timeline) -> None:
    """Write the measured words, speech share and longest silence into the front matter."""
    longest = max(seconds for seconds, _ in timeline.silences)
    figures = {
        "words": f"{script.word_count}",
        "speech_share": f"{timeline.speech_share:.0f}",
        "silences_max": f"{longest:.0f}",
    }
    text = path.read_text("utf-8")
    for key, value in figures.items():
        text = re.sub(rf"^{key}:.*$", f"{key}: {value}", text, count=1, flags=re.MULTILINE)
    path.write_text(text, "utf-8")


def say(line: str) -> None:
    """One line for the author."""
    sys.stdout.write(line + "\n")


def _grade(script: Script) -> float:
    return reading_grade(line.text for line in script.sentences if not line.place.block)


def _print_timeline(script: Script, timeline: Timeline) -> None:
    longest = max(seconds for seconds, _ in timeline.silences)
    pace = 60 * script.word_count / timeline.speech_seconds
    say(f"  speech {timeline.speech_seconds:.0f} s, {pace:.0f} words a minute")
    say(
        f"  target {timeline.seconds:.0f} s, pauses x {timeline.factor:.2f}, "
        f"speech {timeline.speech_share:.0f} %, longest silence {longest:.1f} s"
    )
    targets = chapter_targets(script)
    for index, chapter in enumerate(timeline.chapters):
        target = targets[index] if index < len(targets) else None
        rule = f" (rule {target:.0f})" if target is not None else ""
        say(f"  {chapter.end - chapter.start:6.0f} s  {chapter.title}{rule}")


if __name__ == "__main__":
    sys.exit(main())
