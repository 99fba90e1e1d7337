"""The player's token: this person, this plan item, append only, 30 days of real time."""

from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

VALID_FOR = timedelta(days=30)


class BadToken(Exception):
    """No token, a forged one, or one that has run out: the player keeps its queue."""


def player_token(participant_id: int, plan_item_id: int) -> str:
    """A token that may only append play events of one plan item."""
    return TimestampSigner(salt="sessions.player").sign(f"{participant_id}:{plan_item_id}")


def read_player_token(text: str) -> tuple[int, int]:
    """(participant id, plan item id) of a token.

    Raises:
        BadToken: forged, malformed, or older than 30 days.
    """
    try:
        value = TimestampSigner(salt="sessions.player").unsign(text, max_age=VALID_FOR)
    except (BadSignature, SignatureExpired) as error:
        raise BadToken from error
    participant, _, item = value.partition(":")
    return int(participant), int(item)
