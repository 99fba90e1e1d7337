"""The parts of `protocol.toml` that the trial itself reads: name, length, arms, criteria. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ArmSection:
    slug: str
    programme: str
    ratio: int


@dataclass(frozen=True)
class Criterion:
    """One question of eligibility.

    Args:
        key: its stable name, also the reason code of whoever does not meet it.
        text: as staff read it.
        expect: the answer that lets somebody take part.
        ask: as the person reads it; empty where only staff ask, by voice.
        rule: "criteria-2016": met by the answer or by the 2016 criteria; "risk-call": follows from
            the risk question of the call; else empty.
        wait_days: after how many days somebody who does not meet it may answer again.
        talk: an unexpected answer of the person shuts nobody out; staff talk about it first.
    """

    key: str
    text: str
    expect: bool
    ask: str = ""
    rule: str = ""
    wait_days: int | None = None
    talk: bool = False


QUIET_DAYS = 90  # [screening] quiet_days, where the protocol says nothing


@dataclass(frozen=True)
class TrialSection:
    """Name and frame of a trial.

    Args:
        quiet_days: after how many days without a sign somebody who began to join and was not
            randomised is closed in the screening log.
    """

    title: str
    public_name: str
    weeks: int
    language: str
    arms: tuple[ArmSection, ...]
    criteria: tuple[Criterion, ...]
    samples: bool = False  # whether samples are taken: people may have theirs destroyed
    quiet_days: int = QUIET_DAYS


def read(content: Mapping[str, Any]) -> TrialSection:
    """The section from a parsed protocol that `problems` found nothing wrong with."""
    trial = content["trial"]
    return TrialSection(
        title=trial["title"],
        public_name=trial["public_name"],
        weeks=trial["weeks"],
        language=trial["language"],
        arms=tuple(ArmSection(a["slug"], a["programme"], a["ratio"]) for a in content["arms"]),
        criteria=tuple(
            Criterion(
                key=c["key"],
                text=c["text"],
                expect=c["expect"] == "yes",
                ask=c.get("ask", ""),
                rule=c.get("rule", ""),
                wait_days=c.get("wait_days"),
                talk=c.get("talk", False),
            )
            for c in content["eligibility"]
        ),
        samples=trial.get("samples", False),
        quiet_days=content.get("screening", {}).get("quiet_days", QUIET_DAYS),
    )


CRITERIA_2016, RISK_CALL = "criteria-2016", "risk-call"
RULES = ("", CRITERIA_2016, RISK_CALL)
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")  # of an arm or a folder: never a way to elsewhere
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2,4})?")
LONGEST = {"title": 200, "public_name": 80}
REQUIRED = {"title": str, "public_name": str, "weeks": int, "language": str}
FORBIDDEN_IN_PUBLIC = ("retraining", "mair", "amygdala", "insula", "fibromyalgia", "relaxation")


def problems(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with the section.

    Returns:
        Pairs of (key to look for in the file, sentence).
    """
    found: list[tuple[str, str]] = []
    trial = content.get("trial", {})
    for key, kind in REQUIRED.items():
        if not isinstance(trial.get(key), kind):
            found.append((key, f"[trial] needs {key} ({kind.__name__})"))
    if not isinstance(trial.get("samples", False), bool):
        found.append(("samples", "samples is true or false"))
    if isinstance(trial.get("weeks"), int) and not 1 <= trial["weeks"] <= 52:
        found.append(("weeks", "weeks must be between 1 and 52"))
    found += [
        (key, f"[trial] {key} may have up to {most} characters")
        for key, most in LONGEST.items()
        if len(str(trial.get(key, ""))) > most
    ]
    if not LANGUAGE.fullmatch(str(trial.get("language", "en"))):
        found.append(("language", 'language is a short code such as "en" or "es"'))
    quiet = content.get("screening", {}).get("quiet_days", QUIET_DAYS)
    if isinstance(quiet, bool) or not isinstance(quiet, int) or not 31 <= quiet <= 730:
        found.append(("quiet_days", "quiet_days is a whole number of days, from 31 to 730"))
    public = str(trial.get("public_name", "")).lower()
    found += [
        ("public_name", f"public_name may not name {word!r}: participants and flatmates read it")
        for word in FORBIDDEN_IN_PUBLIC
        if word in public
    ]
    return found + _arm_problems(content.get("arms", [])) + _criteria_problems(content)


def _arm_problems(arms: list[Mapping[str, Any]]) -> list[tuple[str, str]]:
    found = []
    if len(arms) < 2:
        found.append(("arms", "a randomised trial needs two [[arms]] or more"))
    slugs = [arm.get("slug") for arm in arms]
    if len(set(slugs)) != len(slugs):
        found.append(("arms", "two arms share a slug"))
    for arm in arms:
        if not arm.get("slug") or not arm.get("programme"):
            found.append(("arms", "each arm needs a slug and a programme"))
        elif not all(NAME.fullmatch(str(arm[key])) for key in ("slug", "programme")):
            text = "slug and programme of an arm are small letters, digits and hyphens"
            found.append((str(arm["slug"]), text))
        if not isinstance(arm.get("ratio"), int) or arm.get("ratio", 0) < 1:
            found.append(("ratio", f"arm {arm.get('slug')}: ratio must be a whole number from 1"))
    return found


def _criteria_problems(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    criteria = content.get("eligibility", [])
    if not criteria:
        return [("eligibility", "no [[eligibility]] criteria")]
    found = [
        (str(item.get("key", "eligibility")), "a criterion needs key, text and expect (yes or no)")
        for item in criteria
        if not item.get("key") or not item.get("text") or item.get("expect") not in ("yes", "no")
    ]
    keys = [str(item.get("key")) for item in criteria]
    found += [
        (key, f"two criteria share the key {key}") for key in set(keys) if keys.count(key) > 1
    ]
    return found + [problem for item in criteria for problem in _problems_of(item)]


def _problems_of(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    key, found = str(item.get("key", "eligibility")), []
    if not re.fullmatch(r"[a-z0-9-]{1,40}", key):
        found.append((key, "the key of a criterion is small letters, digits and hyphens"))
    if item.get("rule", "") not in RULES:
        found.append((key, f"rule is one of {', '.join(RULES[1:])}"))
    if item.get("rule") == RISK_CALL and item.get("ask"):
        found.append((key, "the risk question is asked by voice: leave `ask` out"))
    days = item.get("wait_days", 1)
    if isinstance(days, bool) or not isinstance(days, int) or days < 1:
        found.append((key, "wait_days is a whole number of days"))
    ask = str(item.get("ask", "")).lower()
    found += [(key, f"ask may not name {word!r}") for word in FORBIDDEN_IN_PUBLIC if word in ask]
    return found
