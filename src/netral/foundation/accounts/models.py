"""People with an account, and the roles they hold in institutions for a period."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from netral.foundation.accounts.roles import Role, roles
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.models import LedgeredModel


class UserManager(BaseUserManager["User"]):
    """Finds users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user; an empty password cannot be used to sign in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in; what she may do comes from her memberships alone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("alamat e-mail"), unique=True)
    name = models.CharField(_("nama"), max_length=150)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True)
    # Changes of the address that can be undone, oldest first: undoing one takes it and all after it out.
    address_changes = ArrayField(models.UUIDField(), default=list, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Privacy:
        personal = ("email", "name", "password", "last_login")

    def __str__(self) -> str:
        return self.name


class Membership(LedgeredModel):
    """A role that a person holds in an institution, from one day to another."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="memberships")
    role_code = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from__lte=F("valid_to")), name="membership_period_in_order"
            ),
            models.UniqueConstraint(
                fields=["user", "institution", "role_code"], condition=Q(valid_to=None), name="membership_once"
            ),
        ]

    class Privacy:
        personal = ("user",)

    def __str__(self) -> str:
        return f"{self.user} · {self.role.label} · {self.institution}"

    @property
    def role(self) -> Role:
        """Return the role held."""
        return roles()[self.role_code]

    def valid_on(self, day: date) -> bool:
        """Say whether the membership holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Outcome(models.TextChoices):
    """What became of a role that was asked for."""

    OPEN = "open", _("Menunggu persetujuan")
    APPROVED = "approved", _("Disetujui")
    REFUSED = "refused", _("Ditolak")
    LAPSED = "lapsed", _("Lewat waktu")


class RoleRequest(LedgeredModel):
    """A role that waits for a second person; only when she approves does a membership come of it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_requests")
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="role_requests")
    role_code = models.CharField(max_length=40)
    valid_from = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "institution", "role_code"], condition=Q(outcome=Outcome.OPEN), name="role_asked_once"
            ),
        ]

    class Privacy:
        personal = ("user", "asked_by", "answered_by", "reason")

    def __str__(self) -> str:
        return f"{self.user} · {self.role.label} · {self.institution}"

    @property
    def role(self) -> Role:
        """Return the role asked for."""
        return roles()[self.role_code]


class SignInFailures(LedgeredModel):
    """Wrong passwords counted for one account on one device; the key is a keyed hash of both."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    held_until = models.DateTimeField(null=True)

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.count}"
