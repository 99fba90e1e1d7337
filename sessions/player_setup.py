"""What the player's script is given with the page: one JSON text in a data attribute."""

import json
from dataclasses import dataclass

from django.urls import reverse

from sessions import wording
from sessions.playing import PlayerPage, Sound
from sessions.tokens import player_token
from sessions.transcript import sentence_starts

SAMPLE_S = (1.5, 4.0)  # the shortest and the longest try of the volume


@dataclass(frozen=True)
class Choice:
    """One background with its address."""

    sound: Sound
    url: str


@dataclass(frozen=True)
class PlayerSetup:
    """What the template prints beside the page.

    Args:
        data: JSON for the player's script.
        choices: backgrounds with addresses, the plain voice first.
        resume_words: "Carry on from 6 minutes", "" where there is nothing to carry on with.
        saved_words: how much is kept.
        reasons: why somebody may stop, by key.
        questions: what is asked after the end: (question, answers by key), by key.
    """

    data: str
    choices: tuple[Choice, ...]
    resume_words: str
    saved_words: str
    reasons: dict[str, object]
    questions: dict[str, object]


def player_setup(page: PlayerPage) -> PlayerSetup:
    """The player's setup for an open, rendered plan item."""
    item, listening = page.place.item, page.listening
    words = wording.player_words(item.minutes)
    resume = wording.carry_on(listening.resume_s) if listening.resume_s > 0 else ""
    data = {
        "item": item.pk,
        "title": page.place.title,
        "artist": item.participant.trial.public_name,
        "duration": page.seconds,
        "minutes": item.minutes,
        "token": player_token(item.participant_id, item.pk),
        "events": reverse("plan_item_events", args=[item.pk]),
        "freshToken": reverse("plan_item_token", args=[item.pk]),
        "heard": [[round(start, 3), round(end, 3)] for start, end in listening.heard],
        "saved": listening.saved,
        "resume": listening.resume_s,
        "forward": page.forward_skip,
        "sample": _sample(page),
        "needsHelp": list(wording.NEEDS_HELP),
        "words": words,
    }
    choices = tuple(
        Choice(sound, reverse("plan_item_audio", args=[item.pk, sound.background]))
        for sound in page.sounds
    )
    return PlayerSetup(
        data=json.dumps(data, ensure_ascii=False, separators=(",", ":")),
        choices=choices,
        resume_words=resume,
        saved_words=wording.saved(listening.saved, item.minutes),
        reasons=dict(wording.STOP_REASONS),
        questions=dict(wording.END_QUESTIONS),
    )


def _sample(page: PlayerPage) -> tuple[float, float]:
    """Where to try the volume: the first sentence of this very session, about two seconds.

    Where the times of its sentences are not known, its beginning, which fades in.
    """
    starts = sentence_starts(page.sections)
    if not starts:
        return 0.0, SAMPLE_S[1]
    shortest, longest = SAMPLE_S
    lasts = starts[1] - starts[0] if len(starts) > 1 else longest
    return starts[0], starts[0] + min(max(lasts, shortest), longest)
