"""Forms of the list-keeper's pages under /manage/list/."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from retraining.common.forms import Form
from retraining.randomisation.blocks import BadPlan
from retraining.randomisation.options import whole

MAX_LIST = 10 * 1024 * 1024


def _password() -> forms.CharField:
    return forms.CharField(
        label=_("Your password"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )


class ListForm(Form):
    """A list that was made elsewhere."""

    file = forms.FileField(
        label=_("CSV file"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": _("Please choose a CSV file."),
            "empty": _("This file is empty. Please choose another one."),
        },
    )
    salt = forms.RegexField(
        r"^[0-9a-fA-F]{64}$",
        label=_("Salt"),
        required=False,
        help_text=_("64 hexadecimal digits, if you have committed to the file already."),
        error_messages={"invalid": _("A salt is 64 hexadecimal digits.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    password = _password()

    def clean_file(self) -> UploadedFile:
        """The file, if it is not too large to be looked at."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_LIST:
            size = MAX_LIST // (1024 * 1024)
            raise ValidationError(_("This file is larger than %(size)d MB.") % {"size": size})
        return file

    @property
    def salt_bytes(self) -> bytes | None:
        """The salt of a valid form; None where the server shall draw one."""
        return bytes.fromhex(self.cleaned_data["salt"]) or None


class MakeListForm(Form):
    """A list that is made here by permuted blocks."""

    blocks = forms.CharField(
        label=_("Block sizes"),
        max_length=60,
        help_text=_(
            "Separated by commas, such as 4,6. Each size is equally likely. Tell them to nobody "
            "who enrols people."
        ),
    )
    per_stratum = forms.IntegerField(
        label=_("Places for each group"),
        min_value=1,
        max_value=10_000,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
        help_text=_("At least; a group ends on a whole block."),
    )
    seed = forms.RegexField(
        r"^[0-9a-fA-F]{32,256}$",
        label=_("Seed"),
        required=False,
        help_text=_("At least 32 hexadecimal digits. Leave it empty, and one is drawn for you."),
        error_messages={"invalid": _("A seed is 32 to 256 hexadecimal digits.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    password = _password()

    def clean_blocks(self) -> tuple[int, ...]:
        """The sizes as numbers."""
        parts = str(self.cleaned_data["blocks"]).split(",")
        try:
            return tuple(whole("a block size", part) for part in parts)
        except BadPlan as error:
            raise ValidationError(str(error)) from error
