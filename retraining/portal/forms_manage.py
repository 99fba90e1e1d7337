"""Forms of the pages under /manage/."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from retraining.accounts.models import User
from retraining.accounts.roles import ROLES
from retraining.common.forms import Form
from retraining.portal.audit_words import ACTIONS
from retraining.portal.zones import grouped
from retraining.trials.models import Participant, Site, Trial
from retraining.trials.protocol_section import Criterion

YES_OR_NO = (("yes", _("Yes")), ("no", _("No")))
STAMP = "retraining.randomise"
STAMP_LIVES = 15 * 60  # seconds of real time from seeing the page to sending it


class DateBox(forms.DateInput):
    """A date with the browser's own calendar; without one it takes 2026-11-30."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class InviteForm(Form):
    """Invite one person to take part."""

    site = forms.ModelChoiceField(
        queryset=Site.objects.none(), label=_("Site"), empty_label=_("Choose a site")
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The link goes here. Nobody sees the address on a list."),
    )
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("What you call the person on the telephone.")
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)

    def __init__(self, *args: Any, sites: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(Any, self.fields["site"]).queryset = sites
        if len(sites) == 1:
            self.fields["site"].initial = sites[0]


class EligibilityForm(Form):
    """Every criterion of the protocol with yes and no, none chosen beforehand."""

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.keys = []
        for criterion in criteria:
            self.keys.append(criterion.key)
            unanswered = _("Choose yes or no: %s") % criterion.text
            self.fields[criterion.key] = forms.ChoiceField(
                label=criterion.text,
                choices=YES_OR_NO,
                widget=forms.RadioSelect,
                error_messages={"required": unanswered, "invalid_choice": unanswered},
            )

    @property
    def answers(self) -> dict[str, bool]:
        """{criterion key: answer}."""
        return {key: self.cleaned_data[key] == "yes" for key in self.keys}


class SiteForm(Form):
    """A place that enrols people, as participants read of it."""

    name = forms.CharField(label=_("Name"), max_length=120)
    phone = forms.CharField(
        label=_("Telephone"), max_length=40, help_text=_("Stands on every page for participants.")
    )
    contact = forms.CharField(
        label=_("Contact person"),
        max_length=120,
        help_text=_("Whom people ask for when they ring. Participants read this name."),
    )
    hours = forms.CharField(
        label=_("Hours"),
        max_length=120,
        help_text=_("For example: Monday to Friday, 9:00 to 15:00"),
    )
    crisis_text = forms.CharField(
        label=_("Help in a crisis"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Whom to ring at once, day and night. Participants read these words."),
    )
    time_zone = forms.ChoiceField(label=_("Time zone"))
    is_open = forms.BooleanField(label=_("Open for new participants"), required=False)

    def __init__(self, *args: Any, trial: Trial, site: Site | None = None, **options: Any) -> None:
        if site is not None:
            options["initial"] = {name: getattr(site, name) for name in self.base_fields}
        super().__init__(*args, **options)
        self.trial, self.site = trial, site
        zones = grouped(site.time_zone if site else "Europe/London")
        choices = [("", _("Choose a zone")), *zones]
        cast(Any, self.fields["time_zone"]).choices = choices

    def clean_name(self) -> str:
        """The name, if its short form is free: the allocation list knows a site by that."""
        name = str(self.cleaned_data["name"]).strip()
        taken = Site.objects.filter(trial=self.trial, slug=slugify(name)[:40])
        if self.site is None and (not slugify(name) or taken.exists()):
            raise ValidationError(_("Please choose another name; this one cannot be told apart."))
        return name

    def result(self) -> Site:
        """The site as it should be saved. Its short form never changes."""
        site = self.site or Site(trial=self.trial, slug=slugify(self.cleaned_data["name"])[:40])
        for name in self.base_fields:
            setattr(site, name, self.cleaned_data[name])
        return site


class StaffForm(Form):
    """Invite a member of staff to one role."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(str(slug), text.label) for slug, text in ROLES.items()],
        widget=forms.RadioSelect,
    )
    site = forms.ModelChoiceField(
        queryset=Site.objects.none(),
        label=_("Site"),
        required=False,
        empty_label=_("All sites"),
        help_text=_("Only roles that work with people at a site can be held to one."),
    )

    def __init__(self, *args: Any, sites: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(Any, self.fields["site"]).queryset = sites
        cast(Any, self.fields["role"]).option_hints = {
            str(s): text.sentence for s, text in ROLES.items()
        }


def stamp(person: Participant, user: User, levels: dict[str, str]) -> str:
    """What the last page before randomising carries: who saw which strata of whom, and when."""
    return signing.dumps([person.pk, user.pk, levels], salt=STAMP)


def stamp_holds(text: str, person: Participant, user: User, levels: dict[str, str]) -> bool:
    """Whether a stamp is of this page, this user and these strata, and not too old."""
    try:
        seen = signing.loads(text, salt=STAMP, max_age=STAMP_LIVES)
    except signing.BadSignature:
        return False
    return bool(seen == [person.pk, user.pk, levels])


class RandomiseForm(Form):
    """The last page: the person's number typed, and the password again."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    number = forms.CharField(
        label=_("Type the number of the person"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, person: Participant, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean_number(self) -> str:
        """The number, if it is this person's."""
        number = str(self.cleaned_data["number"]).strip()
        if number != self.person.code:
            raise ValidationError(_("This is not the number on this page."))
        return number


class AuditForm(Form):
    """What a reader of the audit log wants to see."""

    action = forms.ChoiceField(label=_("What"), required=False)
    person = forms.CharField(label=_("Number of a participant"), max_length=20, required=False)
    actor = forms.ChoiceField(label=_("Who"), required=False)
    site = forms.ChoiceField(label=_("Site"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=DateBox)
    until = forms.DateField(label=_("To"), required=False, widget=DateBox)

    def __init__(
        self,
        *args: Any,
        actors: list[tuple[str, str]],
        sites: list[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        cast(Any, self.fields["action"]).choices = [("", _("Everything")), *ACTIONS.items()]
        others = [("people", _("Participants")), ("system", _("The system"))]
        cast(Any, self.fields["actor"]).choices = [("", _("Everybody")), *actors, *others]
        cast(Any, self.fields["site"]).choices = [("", _("All sites")), *sites]
