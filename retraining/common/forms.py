"""The form renderer and the base forms: every field drawn in one tested pattern, errors in words.

A form is printed with `{{ form }}`, one field with `{{ form.name.as_field_group }}`; the error
summary above the page's heading comes from base.html. Nothing here knows a model.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.template import TemplateDoesNotExist
from django.utils.translation import gettext_lazy as _

_STOCK = DjangoTemplates()
EMAIL_INVALID = _("This e-mail address is not complete, for example name@example.org")


class DateParts(forms.MultiWidget):
    """Day, month and year in three plain boxes: no calendar to steer, paste and keyboard work."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        names = ("day", "month", "year")
        super().__init__({name: forms.TextInput(attrs=box) for name in names}, attrs)

    def decompress(self, value: dt.date | None) -> list[int | None]:
        """The three numbers of a date, or three empty boxes."""
        return [value.day, value.month, value.year] if value else [None, None, None]

    def id_for_label(self, id_: str) -> str:
        """The legend names the group, so no single box carries the label."""
        return ""


class DatePartsField(forms.MultiValueField):
    """A date typed as day, month, year; the error names what is wrong in words."""

    widget = DateParts
    default_error_messages = {
        "required": _("Please give a day, a month and a year"),
        "incomplete": _("Please give a day, a month and a year"),
        "invalid": _("This is not a date in the calendar, for example 27 3 2026"),
    }

    def __init__(self, **options: Any) -> None:
        whole = {"invalid": self.default_error_messages["invalid"]}
        parts = [forms.IntegerField(error_messages=whole, required=False) for _name in range(3)]
        super().__init__(parts, require_all_fields=options.get("required", True), **options)

    def compress(self, data_list: Sequence[int | None]) -> dt.date | None:
        """The date; ValidationError when there is no such day."""
        if not data_list or all(part is None for part in data_list):
            return None
        if any(part is None for part in data_list):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        day, month, year = (int(part) for part in data_list if part is not None)
        try:
            return dt.date(year, month, day)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class ScaleSelect(forms.RadioSelect):
    """Radio buttons of a numeric scale with words at both ends."""

    low_label: str = ""
    high_label: str = ""


class ScaleField(forms.TypedChoiceField):
    """Whole numbers from `minimum` to `maximum`, one radio button each, none chosen beforehand."""

    widget = ScaleSelect

    def __init__(
        self,
        *,
        minimum: int = 0,
        maximum: int = 10,
        low_label: str = "",
        high_label: str = "",
        **options: Any,
    ) -> None:
        steps = [(number, str(number)) for number in range(minimum, maximum + 1)]
        super().__init__(choices=steps, coerce=int, empty_value=None, **options)
        self.widget.low_label, self.widget.high_label = low_label, high_label


KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DateParts, "date"),
    (ScaleSelect, "scale"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.SelectMultiple, "select"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
)
CLASSES = {
    "input": "govuk-input",
    "date": "govuk-input govuk-date-input__input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "radios": "govuk-radios__input",
    "scale": "govuk-radios__input",
    "checkbox": "govuk-checkboxes__input",
    "checkboxes": "govuk-checkboxes__input",
}
WITH_ERROR_CLASS = {"input", "date", "select", "textarea", "file"}


class Field(BoundField):
    """A bound field that knows how it is drawn; used for every form, allauth's too."""

    @property
    def kind(self) -> str:
        """Which template under forms/kinds/ draws it."""
        for widget, kind in KINDS:
            if isinstance(self.field.widget, widget):
                return kind
        return "input"

    @property
    def is_heading(self) -> bool:
        """True when the label of this field is the page's heading."""
        return bool(getattr(self.form, "heading_field", None) == self.name)

    @property
    def is_optional(self) -> bool:
        """True when the label should say that the field may stay empty."""
        return not self.field.required and self.kind not in {"checkbox", "checkboxes"}

    @property
    def first_id(self) -> str:
        """The id that the error summary leads to: the first box or button of the field."""
        if self.kind in {"radios", "scale", "checkboxes"} and self.subwidgets:
            return str(self.subwidgets[0].id_for_label)
        return f"{self.auto_id}_0" if self.kind == "date" else str(self.id_for_label)

    @property
    def low_label(self) -> str:
        """Words at the low end of a scale."""
        return str(getattr(self.field.widget, "low_label", ""))

    @property
    def high_label(self) -> str:
        """Words at the high end of a scale."""
        return str(getattr(self.field.widget, "high_label", ""))

    @property
    def hints(self) -> dict[str, str]:
        """A sentence below single choices, by value: set as `field.option_hints`."""
        return getattr(self.field, "option_hints", {})

    @property
    def described_by(self) -> str:
        """Ids of hint and error for a fieldset, which Django leaves to the template."""
        ids = [f"{self.auto_id}_helptext"] if self.help_text else []
        return " ".join(ids + ([f"{self.auto_id}_error"] if self.errors else []))

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The boxes of a date with their ids, values and words."""
        labels = {"_day": _("Day"), "_month": _("Month"), "_year": _("Year")}
        attrs = {**self.build_widget_attrs({}), "id": self.auto_id}
        boxes = self.field.widget.get_context(self.html_name, self.value(), attrs)
        return [
            {**box, "label": label, "size": 4 if end == "_year" else 2}
            for box, (end, label) in zip(boxes["widget"]["subwidgets"], labels.items(), strict=True)
        ]

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Django's attributes plus the classes of the pattern."""
        built = super().build_widget_attrs(attrs, widget)
        if (widget or self.field.widget).is_hidden:
            return built
        own = (widget or self.field.widget).attrs.get("class", "")
        classes = [own, built.get("class", ""), CLASSES[self.kind]]
        if self.errors and self.kind in WITH_ERROR_CLASS:
            classes.append(f"{CLASSES[self.kind].split()[0]}--error")
        built["class"] = " ".join(dict.fromkeys(" ".join(classes).split()))
        if self.kind in {"radios", "scale", "checkboxes"}:
            built.pop("aria-invalid", None)
        return built


class Renderer(TemplatesSetting):
    """Forms from templates/forms/, single widgets from Django's own templates."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = Field

    def get_template(self, template_name: str) -> Any:
        """Ours when there is one, else Django's; no need of `django.forms` as an app."""
        try:
            return super().get_template(template_name)
        except TemplateDoesNotExist:
            return _STOCK.get_template(template_name)


class Form(forms.Form):
    """Base of every form of ours: no browser pop-ups, gentle words when something is absent."""

    use_required_attribute = False
    heading_field: str | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.heading_field = self.heading_field or self._find_heading()
        for name, field in self.fields.items():
            self._soften(name, field)

    def _find_heading(self) -> str | None:
        """The field whose label is the page's heading; none on an ordinary form."""
        return None

    def _soften(self, name: str, field: forms.Field) -> None:
        """Replace Django's stock message for an empty answer by one that says what to do."""
        if isinstance(field, forms.EmailField):
            field.error_messages.setdefault("invalid", EMAIL_INVALID)
        if field.error_messages.get("required") != forms.Field.default_error_messages["required"]:
            return
        chosen = isinstance(field.widget, (forms.Select, forms.RadioSelect))
        words = {"label": field.label or name.replace("_", " ")}
        if isinstance(field.widget, forms.CheckboxInput):
            field.error_messages["required"] = _("Please tick the box to go on")
        elif name == self.heading_field:
            field.error_messages["required"] = (
                _("Please choose an answer") if chosen else _("Please give an answer")
            )
        elif chosen:
            field.error_messages["required"] = _("Please choose: %(label)s") % words
        else:
            field.error_messages["required"] = _("Please fill in: %(label)s") % words


class QuestionForm(Form):
    """One question a page: the label of the first visible field is the page's heading."""

    def _find_heading(self) -> str | None:
        visible = (name for name, field in self.fields.items() if not field.widget.is_hidden)
        return next(visible, None)

    @property
    def heading(self) -> str:
        """The question itself, for the page's title."""
        return str(self[self.heading_field].label) if self.heading_field else ""
