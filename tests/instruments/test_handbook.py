"""`docs/instruments.md` says what the registry holds."""

from pathlib import Path

from retraining.instruments import registry
from retraining.instruments.handbook import to_markdown

PAGE = Path(__file__).resolve().parents[2] / "docs" / "instruments.md"


def test_the_page_is_up_to_date():
    assert PAGE.read_text("utf-8") == to_markdown()


def test_the_page_names_every_questionnaire_scale_rule_and_doubt():
    text = to_markdown()
    for code in registry.codes():
        one = registry.get(code)
        section = text.split(f"\n## {code}\n")[1].split("\n## ")[0]
        for words in (
            one.licence,
            *(scale.name for scale in one.scales),
            *(rule.version for rule in one.rules),
            *(rule.doubt for rule in one.rules),
        ):
            assert words in section
