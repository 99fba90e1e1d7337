"""Every questionnaire there is, named one by one: importing a file adds nothing by itself."""

from collections.abc import Mapping
from types import MappingProxyType

from retraining.instruments.base import Instrument
from retraining.instruments.check_in import INSTRUMENT as CHECK_IN

_BY_CODE: Mapping[str, Instrument] = MappingProxyType(
    {instrument.code: instrument for instrument in (CHECK_IN,)}
)


class UnknownInstrument(LookupError):
    """There is no questionnaire of this code; the text names those that exist."""


def codes() -> tuple[str, ...]:
    """Return the codes of all questionnaires."""
    return tuple(_BY_CODE)


def get(code: str) -> Instrument:
    """Return the questionnaire of this code.

    Raises:
        UnknownInstrument: where there is none.
    """
    try:
        return _BY_CODE[code]
    except KeyError:
        known = ", ".join(_BY_CODE)
        raise UnknownInstrument(f"unknown questionnaire {code!r}; known: {known}") from None
