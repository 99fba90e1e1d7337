"""Forms of the pages under /manage/programmes/."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from retraining.common.forms import Form
from retraining.portal.forms_manage import DateBox
from retraining.protocol.publishing import Terms
from sessions.authoring_archive import MAX_ZIP
from sessions.services.recording import MAX_BYTES

JOINERS, EVERYBODY = "joiners", "everybody"


class UploadForm(Form):
    """A trial or programme folder as a zip."""

    folder = forms.FileField(
        label=_("Zip file"),
        help_text=_(
            "A whole trial folder, or the folder of one programme. Up to %(size)d MB; texts and "
            "drawings only."
        )
        % {"size": MAX_ZIP // (1024 * 1024)},
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={
            "required": _("Please choose a zip file."),
            "empty": _("This file is empty. Please choose another one."),
        },
    )

    def clean_folder(self) -> UploadedFile:
        """The file, if it is not too large to be looked at."""
        folder: UploadedFile = self.cleaned_data["folder"]
        if (folder.size or 0) > MAX_ZIP:
            size = MAX_ZIP // (1024 * 1024)
            raise ValidationError(_("This file is larger than %(size)d MB.") % {"size": size})
        return folder


class PublishForm(Form):
    """Why, for whom and from when; and the password again."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("In a sentence, as it will stand on the list of versions. Name nobody."),
    )
    reach = forms.ChoiceField(
        label=_("Who hears the new texts"),
        choices=(
            (JOINERS, _("People who join from now on")),
            (EVERYBODY, _("People who take part now, too")),
        ),
        widget=forms.RadioSelect,
        initial=JOINERS,
    )
    first_week = forms.IntegerField(
        label=_("First week it changes"),
        required=False,
        min_value=1,
        max_value=52,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        help_text=_("For people who take part now. Weeks before it stay as they are."),
    )
    from_day = forms.DateField(
        label=_("From which day"),
        required=False,
        widget=DateBox,
        help_text=_("For people who take part now. A week that is open by then never changes."),
    )
    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )

    def clean(self) -> dict[str, Any]:
        """Week and day belong to people who take part now, and only to them."""
        values = super().clean() or self.cleaned_data
        if values.get("reach") == EVERYBODY:
            for name in ("first_week", "from_day"):
                if values.get(name) is None and name not in self.errors:
                    text = _("Please fill in: %(label)s")
                    self.add_error(name, text % {"label": self.fields[name].label})
        return values

    @property
    def terms(self) -> Terms:
        """What was agreed to; of a valid form."""
        values = self.cleaned_data
        if values["reach"] == JOINERS:
            return Terms(values["reason"])
        return Terms(values["reason"], values["from_day"], values["first_week"])


class ReleaseForm(Form):
    """What a reader allows."""

    code = forms.SlugField(
        label=_("Code of the reader"),
        max_length=20,
        help_text=_("Letters, digits and hyphens. The name stays with the study team."),
    )
    uses = forms.CharField(
        label=_("What the recordings may be used for"),
        max_length=300,
        help_text=_("For example: this trial and its publications"),
    )
    ends_on = forms.DateField(label=_("Last day"), required=False, widget=DateBox)
    no_cloning = forms.BooleanField(
        label=_("The release forbids that the voice is cloned, and the reader was told so")
    )


class RecordingForm(Form):
    """A recording of one text."""

    recording = forms.FileField(
        label=_("Sound file"),
        help_text=_("WAV, FLAC or M4A, one voice, with a pause wherever the text has one."),
        widget=forms.FileInput(attrs={"accept": ".wav,.flac,.m4a,audio/*"}),
        error_messages={
            "required": _("Please choose a sound file."),
            "empty": _("This file is empty. Please choose another one."),
        },
    )
    reader = forms.ChoiceField(label=_("Reader"))

    def __init__(self, *args: Any, codes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(Any, self.fields["reader"]).choices = [(code, code) for code in codes]

    def clean_recording(self) -> UploadedFile:
        """The file, if it is not too large to be taken in."""
        recording: UploadedFile = self.cleaned_data["recording"]
        if (recording.size or 0) > MAX_BYTES:
            size = MAX_BYTES // (1024 * 1024)
            raise ValidationError(_("This file is larger than %(size)d MB.") % {"size": size})
        return recording
