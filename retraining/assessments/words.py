"""The words of a questionnaire as somebody reads them: of a text pack, shipped, or placeholders."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from retraining.assessments.packs import pack_of
from retraining.instruments import registry
from retraining.instruments.base import Instrument, Item
from retraining.instruments.text_packs import UNDER_LICENCE
from retraining.trials.models import ProtocolVersion, Trial


@dataclass(frozen=True)
class Words:
    """Texts of one questionnaire.

    Args:
        instrument: whose items they belong to.
        texts: those that may be shown, by key; a placeholder stands where one is missing.
        since: {item: the day that it looks back to, in words}, in place of `{date}`.
    """

    instrument: Instrument
    texts: Mapping[str, str]
    since: Mapping[str, str] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """The words under a key: an item, an end of its scale, `title`, `intro`.

        An item without words reads "Item 3 (words under licence)": everything can be tried before
        the licence holder's words are loaded.
        """
        known = self.texts.get(key)
        if known is not None:
            return known.replace("{date}", self.since.get(key) or _("the last questions"))
        names = [item.name for item in self.instrument.items]
        if key in names:
            return _(UNDER_LICENCE) % {"n": names.index(key) + 1}
        return self.instrument.heading if key == "title" else ""

    def looking_back(self) -> list[str]:
        """Items that ask about the time since a day."""
        return [i.name for i in self.instrument.items if "{date}" in self.texts.get(i.name, "")]

    def option(self, item: Item, value: int) -> str:
        """The words at a number of an item; empty where only the number is printed."""
        return self.texts.get(item.option_key(value), "")

    def options(self, item: Item) -> dict[int, str]:
        """{number: words} of an item whose options have words of their own, as they are printed.

        Without the licence holder's words each option reads its number.
        """
        if not item.options:
            return {}
        return {value: self.option(item, value) or str(value) for value in item.printed()}

    def section(self, item: Item) -> str:
        """The heading above the group of items that this one stands in."""
        sections = (s for s in self.instrument.sections if item.name in s.items)
        return next((self.texts.get(section.key, "") for section in sections), "")


def words_for(trial: Trial, version: ProtocolVersion, code: str) -> Words:
    """The words of a questionnaire in a trial.

    Args:
        trial: whose text packs count.
        version: whose language counts.
        code: of the instrument.
    """
    instrument = registry.get(code)
    pack = pack_of(trial.pk, code, version.content["trial"]["language"])
    return Words(instrument, {**instrument.texts, **(pack.texts if pack else {})})
