"""instruments.csv: the items and scales of every questionnaire, as a codebook of the long files."""

from collections.abc import Iterator
from dataclasses import dataclass

from retraining.instruments import registry
from retraining.instruments.base import Instrument, Item, Scale
from retraining.reporting.datasets.columns import Column, Type

NAME = "instruments.csv"
ROW = "an item or a scale of a questionnaire"
ITEM, SCALE = "item", "scale"
# Which questionnaires a trial asks stands in its protocol; what they are made of, in the program.
SOURCES = ("trials.ProtocolVersion.content",)


@dataclass(frozen=True)
class Entry:
    """An item or a scale of a questionnaire."""

    instrument: Instrument
    part: Item | Scale

    @property
    def allowed(self) -> str:
        """The numbers of an item with the words at them; the span of a scale."""
        if isinstance(self.part, Scale):
            return f"{self.part.minimum:g} to {self.part.maximum:g}"
        return " | ".join(self._printed(self.part, number) for number in self.part.allowed)

    def _printed(self, item: Item, number: int) -> str:
        words = self.instrument.texts.get(item.option_key(number), "")
        return f"{number} = {words}" if words and self.instrument.text_shipped else str(number)

    @property
    def words(self) -> str | None:
        """The words of an item where its licence lets them stand here."""
        shipped = isinstance(self.part, Item) and self.instrument.text_shipped
        return self.instrument.texts.get(self.part.name) if shipped else None


def entries() -> Iterator[Entry]:
    """Every item, then every scale, questionnaire by questionnaire."""
    for code in registry.codes():
        instrument = registry.get(code)
        yield from (Entry(instrument, item) for item in instrument.items)
        yield from (Entry(instrument, scale) for scale in instrument.scales)


def _rules(entry: Entry) -> str | None:
    if isinstance(entry.part, Item):
        return None
    return " | ".join(
        rule.version + (" (unverified)" if rule.unverified else "")
        for rule in entry.instrument.rules
    )


COLUMNS: tuple[Column[Entry], ...] = (
    Column("instrument", "Code of the questionnaire.", Type.TEXT, lambda e: e.instrument.code,
           SOURCES, allowed="|".join(registry.codes())),
    Column("version", "Printing of the questionnaire.", Type.TEXT, lambda e: e.instrument.version,
           SOURCES),
    Column("kind", "Item or scale.", Type.TEXT,
           lambda e: SCALE if isinstance(e.part, Scale) else ITEM, SOURCES,
           allowed=f"{ITEM}|{SCALE}"),
    Column("name", "Its name in outcomes.csv and answers.csv.", Type.TEXT, lambda e: e.part.name,
           SOURCES),
    Column("values", "Numbers of an item with the words at them, or the span of a scale.",
           Type.TEXT, lambda e: e.allowed, SOURCES),
    Column("direction", "Which end of a scale is the bad one.", Type.TEXT,
           lambda e: e.part.direction.value if isinstance(e.part, Scale) else None, SOURCES),
    Column("words", "The question. Empty: a scale, or words under a licence.", Type.TEXT,
           lambda e: e.words, SOURCES),
    Column("rules", "Versions of the scoring rule, the default first.", Type.TEXT, _rules, SOURCES),
    Column("loinc", "LOINC code. Empty: none that we know.", Type.TEXT,
           lambda e: e.part.loinc or None, SOURCES),
    Column("licence", "Who owns the words, and on which terms they may be used.", Type.TEXT,
           lambda e: e.instrument.licence, SOURCES),
)  # fmt: skip
