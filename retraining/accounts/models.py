"""People who sign in. Knows no trial."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import Base


class Kind(models.TextChoices):
    """How somebody signs in: participants by a mailed code, staff by password and second factor."""

    PARTICIPANT = "participant", _("participant")
    STAFF = "staff", _("staff")


class Theme(models.TextChoices):
    """The looks a person can choose."""

    AUTO = "auto", _("Follow my device")
    CALM = "calm", _("Calm")
    DIM = "dim", _("Dim")
    CONTRAST = "contrast", _("High contrast")


class UserManager(BaseUserManager["User"]):
    """Finds people by address; capitals do not matter."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, Base):
    """One person who can sign in. There is no superuser and no Django admin site."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)  # staff only
    kind = models.CharField(max_length=12, choices=Kind.choices)
    is_active = models.BooleanField(default=True)
    theme = models.CharField(max_length=8, choices=Theme.choices, default=Theme.AUTO)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "password": Holds.TECHNICAL,
        "last_login": Holds.TECHNICAL,
        "email": Holds.IDENTIFYING,
        "name": Holds.IDENTIFYING,
        "kind": Holds.TRIAL,
        "is_active": Holds.TECHNICAL,
        "theme": Holds.TECHNICAL,
        "created_at": Holds.TECHNICAL,
    }

    class Meta:
        db_table = "accounts_user"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(email=models.functions.Lower("email")),
                name="addresses_are_in_small_letters",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="user_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"user {self.pk}"

    @property
    def is_staff_member(self) -> bool:
        """Whether this person signs in by password and second factor."""
        return self.kind == Kind.STAFF
