"""Bases of the tables of calls: the call itself, a person in her unit of the day, and her invitation."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from netral.foundation.accounts.links import LinkKind, digest_of
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.outreach.domain import CallStatus
from netral.foundation.outreach.labels import CALL_STATUSES
from netral.foundation.registry.models import AsnPerson
from netral.foundation.ui.choices import choices_of


class Call(ScopedModel):
    """Base of one call to a government's civil servants to do something from a first day to a last."""

    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    government = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    opens_on = models.DateField()
    closes_on = models.DateField()
    status = models.CharField(max_length=6, choices=choices_of(CALL_STATUSES), default=CallStatus.DRAFT.value)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(opens_on__lte=F("closes_on")), name="%(class)s_days_in_order"),
            models.CheckConstraint(
                condition=Q(status="draft", opened_at=None) | (~Q(status="draft") & Q(opened_at__isnull=False)),
                name="%(class)s_open_since",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stands(self) -> CallStatus:
        """Return where the call stands."""
        return CallStatus(self.status)


class PersonInUnit(ScopedModel):
    """Base of what is kept of one civil servant, with the unit she worked in that day, which is its scope."""

    person = models.ForeignKey("registry.AsnPerson", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class PersonalInvitation(PersonInUnit):
    """Base of one civil servant's invitation by a link of her own; `link` says to which page it leads."""

    link: ClassVar[LinkKind]

    token_digest = models.BinaryField(max_length=32, unique=True)
    # Letters written so far: one for the invitation, one for each reminder.
    letters = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    @classmethod
    def for_person(cls, person: AsnPerson, **about: Any) -> Self:
        """Return an invitation not yet saved, for many to be written at once."""
        ident = uuid7()
        return cls(
            id=ident,
            scopes=list(person.scopes),
            person=person,
            unit_id=person.unit_id,
            token_digest=digest_of(cls.link.token_of(ident)),
            **about,
        )

    @property
    def address(self) -> str:
        """Return the whole address of the personal link."""
        return self.link.link_of(self.pk)
