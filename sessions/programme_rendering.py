"""Renders every spoken script of a programme folder and writes down what came out."""

from collections.abc import Callable, Sequence
from pathlib import Path

from retraining.common.findings import Finding
from sessions.library import read_programme
from sessions.parity import Rendered, is_spoken, write_rendered
from sessions.rendering import Rendition, render
from sessions.scripts import Script, ScriptErrors, text_hash
from sessions.steps import Bell
from sessions.timing import fit, spoken_texts
from sessions.voice import Voice, speech_lengths

Report = Callable[[str, Rendition], None]
"""Called with the file name and what it became, after each background."""


def render_programme(
    folder: Path,
    voice: Voice,
    out_dir: Path,
    backgrounds: Sequence[str] = ("none",),
    report: Report | None = None,
) -> dict[str, Rendered]:
    """Render a programme folder and rewrite its rendered.json.

    Args:
        folder: the programme folder.
        voice: who speaks; give a cached one, sentences are asked for more than once.
        out_dir: where the audio goes.
        backgrounds: keys of `BACKGROUNDS`; sizes are taken from the first.
        report: called after each file.

    Returns:
        What each script became, as written.

    Raises:
        ScriptErrors: scripts that cannot be read or do not fit, before any is rendered.
    """
    scripts = read_programme(folder).scripts
    spoken = {name: script for name, script in scripts.items() if is_spoken(script)}
    _check_fits(list(spoken.values()), voice)
    rendered: dict[str, Rendered] = {}
    for name, script in spoken.items():
        for background in backgrounds:
            rendition = render(script, voice, background, out_dir)
            if report:
                report(name, rendition)
            rendered.setdefault(name, _figures(script, rendition, voice))
    write_rendered(folder, f"{voice.name} {voice.version}", rendered)
    return rendered


def _check_fits(scripts: Sequence[Script], voice: Voice) -> None:
    findings: list[Finding] = []
    for script in scripts:
        try:
            fit(script, speech_lengths(voice, spoken_texts(script)))
        except ScriptErrors as errors:
            findings += errors.findings
    if findings:
        raise ScriptErrors(findings)


def _figures(script: Script, rendition: Rendition, voice: Voice) -> Rendered:
    lengths = speech_lengths(voice, spoken_texts(script))
    return Rendered(
        text_hash=text_hash(script),
        seconds=rendition.seconds,
        bytes=rendition.bytes,
        speech_seconds=rendition.speech_seconds,
        chapters=tuple(round(part["end"] - part["start"], 1) for part in rendition.chapters),
        bells=sum(isinstance(step, Bell) for step in script.steps),
        sentences=tuple(round(length, 3) for length in lengths.values()),
    )
