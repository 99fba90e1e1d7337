"""The questions that follow a "yes", asked by staff on the telephone or in the clinic."""

from collections.abc import Sequence
from typing import Any

from retraining.common.forms import Form
from retraining.safety.forms_my import step_field


class FollowUpForm(Form):
    """Every question of a report that was not reached yet. Any may stay without an answer."""

    def __init__(self, *args: Any, steps: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        for item in steps:
            self.fields[item] = step_field(item)

    @property
    def answers(self) -> dict[str, str]:
        """{question: code or words; empty where it was left blank}."""
        return {item: str(self.cleaned_data[item] or "") for item in self.fields}
