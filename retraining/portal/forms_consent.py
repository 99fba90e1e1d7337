"""Forms of staff around a signature: countersigning, and a consent on paper."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from retraining.common.forms import Form
from retraining.portal.forms_manage import DateBox
from retraining.trials.scan_files import MAX_BYTES, kind_of

WRONG_FILE = _("The scan is a PDF, PNG or JPEG of up to 5 MB.")


class CountersignForm(Form):
    """The password again: the act binds."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )


class PaperForm(Form):
    """What stands on the paper, and a scan of it."""

    signed_on = forms.DateField(label=_("Day on the paper"), widget=DateBox)
    name = forms.CharField(label=_("Name of the person, as it stands there"), max_length=120)
    taken_by = forms.CharField(label=_("Who took the consent"), max_length=120)
    scan = forms.FileField(
        label=_("Scan of the paper"),
        required=False,
        help_text=_("PDF, PNG or JPEG, up to 5 MB. Kept locked under the person's own key."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
    has_copy = forms.BooleanField(
        label=_("The person has the privacy notice, the information and a copy of what they signed")
    )

    def clean_scan(self) -> UploadedFile | None:
        """The scan, if it is small enough and of a kind that can be kept."""
        scan: UploadedFile | None = self.cleaned_data["scan"]
        if not scan:
            return None
        if (scan.size or 0) > MAX_BYTES or not kind_of(scan.read(16)):
            raise ValidationError(WRONG_FILE)
        scan.seek(0)
        return scan

    @property
    def values(self) -> dict[str, Any]:
        """What `record_paper` takes; of a valid form."""
        held = self.cleaned_data
        scan = held["scan"]
        content = scan.read() if scan else None
        return {key: held[key] for key in ("signed_on", "name", "taken_by")} | {"scan": content}
