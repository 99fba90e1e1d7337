from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_email
from django.urls import reverse

from retraining.common.commands import OneLineCommand
from retraining.trials.errors import Refused
from retraining.trials.models import Site
from retraining.trials.selectors import trial_named
from retraining.trials.services import staff


class Command(OneLineCommand):
    help = "Open a one-time link that gives somebody a role, and print it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", required=True)
        parser.add_argument("--trial", required=True)
        parser.add_argument("--site")

    def handle(self, *args: object, **options: Any) -> None:
        trial = trial_named(options["trial"].replace("_", "-"))
        if trial is None:
            raise CommandError(f"there is no trial {options['trial']}", returncode=2)
        site = None
        if options["site"]:
            site = Site.objects.filter(trial=trial, slug=options["site"]).first()
            if site is None:
                raise CommandError(f"{trial.slug} has no site {options['site']}", returncode=2)
        try:
            validate_email(options["email"])
            invitation = staff.invite_staff(
                trial=trial, email=options["email"], role=options["role"], site=site, by=None
            )
        except (Refused, ValidationError) as error:
            text = error.messages[0] if isinstance(error, ValidationError) else str(error)
            raise CommandError(text, returncode=2) from error
        path = reverse("staff_invitation", args=[staff.link_token(invitation)])
        self.stdout.write(settings.SITE_URL + path)
