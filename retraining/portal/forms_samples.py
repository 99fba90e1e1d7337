"""Forms under /manage/samples/."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from retraining.assessments.biomarkers import LOD_RULES
from retraining.assessments.models import SamplesEnd
from retraining.common.forms import Form
from retraining.portal.forms_manage import DateBox

MAX_BYTES = 5 * 1024 * 1024
RULES = {
    "half-lod-v1": _("Half of the limit"),
    "lod-v1": _("The limit itself"),
    "missing-v1": _("No value"),
}


class CodesForm(Form):
    """Whose samples the laboratory's codes stand on."""

    file = forms.FileField(
        label=_("CSV file"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": _("Please choose a CSV file."),
            "empty": _("This file is empty. Please choose another one."),
        },
    )

    def clean_file(self) -> UploadedFile:
        """The file, if it is not too large to be looked at."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            size = MAX_BYTES // (1024 * 1024)
            raise ValidationError(_("This file is larger than %(size)d MB.") % {"size": size})
        return file


class DestroyedForm(Form):
    """That the samples of one person are gone."""

    end = forms.ChoiceField(
        label=_("What became of the samples?"),
        choices=SamplesEnd.choices,
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=_("On which day?"), widget=DateBox)


class ResultsForm(CodesForm):
    """A laboratory's file."""

    rule = forms.ChoiceField(
        label=_("What stands for a value under the limit of detection"),
        choices=[(rule, RULES[rule]) for rule in LOD_RULES],
        initial=next(iter(LOD_RULES)),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why it puts earlier values right"),
        required=False,
        max_length=300,
        help_text=_("Leave it empty where the file brings new samples only. No names."),
    )
