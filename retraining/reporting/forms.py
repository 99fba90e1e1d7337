"""Forms of the statistician's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from retraining.common.forms import Form


class ExportForm(Form):
    """Why the data are taken out."""

    reason = forms.CharField(
        label=_("What is this export for?"),
        help_text=_(
            "One short sentence for the audit log, such as “Report to the committee, May”. "
            "No names."
        ),
        min_length=5,
        max_length=200,
        error_messages={
            "required": _("Please say in a few words what the export is for"),
            "min_length": _("Please say in a few words what the export is for"),
        },
    )
