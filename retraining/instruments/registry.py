"""Every questionnaire there is, named one by one: importing a file adds nothing by itself."""

from collections.abc import Mapping
from types import MappingProxyType

from retraining.instruments import (
    aaq_ii,
    bpi_sf,
    ceq,
    cgi_s,
    check_in,
    csq_8,
    eq_5d_5l,
    eq_vas,
    expectation,
    ffmq_15,
    ffmq_24,
    fiq,
    fiqr,
    gad_7,
    guess,
    hads,
    isi,
    pcs,
    pgic,
    phq_8,
    phq_9,
    pips,
    promis_29,
    pss_10,
    scs_sf,
    wpi_sss,
)
from retraining.instruments.base import Instrument

_ALL = (
    fiqr.INSTRUMENT,
    fiq.INSTRUMENT,
    hads.INSTRUMENT,
    pcs.INSTRUMENT,
    cgi_s.INSTRUMENT,
    eq_5d_5l.INSTRUMENT,
    eq_vas.INSTRUMENT,
    ffmq_15.INSTRUMENT,
    ffmq_24.INSTRUMENT,
    scs_sf.INSTRUMENT,
    pips.INSTRUMENT,
    aaq_ii.INSTRUMENT,
    phq_9.INSTRUMENT,
    phq_8.INSTRUMENT,
    gad_7.INSTRUMENT,
    pss_10.INSTRUMENT,
    isi.INSTRUMENT,
    wpi_sss.INSTRUMENT,
    promis_29.INSTRUMENT,
    pgic.INSTRUMENT,
    bpi_sf.INSTRUMENT,
    csq_8.INSTRUMENT,
    ceq.INSTRUMENT,
    check_in.INSTRUMENT,
    expectation.INSTRUMENT,
    guess.INSTRUMENT,
)
_BY_CODE: Mapping[str, Instrument] = MappingProxyType({one.code: one for one in _ALL})


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
