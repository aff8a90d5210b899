"""Tables of pledge campaigns and pledges."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from netral.apps.pledges import domain, labels
from netral.apps.pledges.domain import Access, Template, Tries, Turns, Window
from netral.apps.pledges.links import PLEDGE_LINK
from netral.apps.pledges.texts import template
from netral.foundation.ceremonies.models import CeremonyBase, KioskBase, KioskEntryBase, WitnessBase
from netral.foundation.outreach.models import Call, PersonalInvitation
from netral.foundation.ui.choices import choices_of


class Campaign(Call):
    """One call to a government's civil servants to pledge neutrality, sealed by one institution.

    `units` are the units called, none for all; `renews` is the campaign of an earlier stage that this one repeats.
    Where heads go first, a head is known by the words her position begins with (`head_words`), and staff have their
    turn once they are called, or on `staff_from` at the latest. `remind_days` are days before the last one.
    """

    template_code = models.CharField(max_length=40)
    template_version = models.PositiveSmallIntegerField()
    stage_code = models.CharField(max_length=40, blank=True)
    units = ArrayField(models.UUIDField(), default=list)
    heads_first = models.BooleanField(default=False)
    head_words = ArrayField(models.CharField(max_length=60), default=list)
    staff_from = models.DateField(null=True)
    staff_called_at = models.DateTimeField(null=True)
    remind_days = ArrayField(models.PositiveSmallIntegerField(), default=list)
    overviews_at = models.DateTimeField(null=True)
    # Inviting takes a job: how many it set out to invite, and whether it is still at it.
    to_invite = models.PositiveIntegerField(default=0)
    inviting = models.BooleanField(default=False)
    renews = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="renewals")

    class Privacy:
        personal = ()

    @property
    def text(self) -> Template:
        """Return the text that is pledged."""
        return template(self.template_code, self.template_version)

    @property
    def turns(self) -> Turns:
        """Return who has her turn."""
        return Turns(self.heads_first, self.staff_called_at is not None, self.staff_from)

    def access(self, today: date) -> Access:
        """Return whether its pledges may be signed on a day."""
        return Window(self.stands, self.opens_on, self.closes_on).access(today)


class Pledge(PersonalInvitation):
    """One civil servant's pledge: the link she got, and what she did with it.

    Its scope is the unit she worked in when she was invited.
    """

    link = PLEDGE_LINK

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="pledges")
    is_head = models.BooleanField(default=False)
    ceremony = models.ForeignKey("pledges.Ceremony", null=True, on_delete=models.PROTECT, related_name="pledges")
    status = models.CharField(
        max_length=10, choices=choices_of(labels.PLEDGE_STATUSES), default=domain.PledgeStatus.INVITED.value
    )
    # By which a kiosk knows a right PIN, of no use to anybody without the slip; none before a ceremony needs it.
    pin_verifier = models.BinaryField(max_length=32, null=True)
    confirmed = models.JSONField(default=list)
    opened_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    manner = models.CharField(max_length=5, choices=choices_of(labels.MANNERS), blank=True)
    # None while a signed pledge waits for its seal.
    document = models.ForeignKey("seals.SealedDocument", null=True, on_delete=models.PROTECT, related_name="+")
    decline_reason = models.CharField(max_length=500, blank=True)
    declined_at = models.DateTimeField(null=True)
    # Codes of the points objected to; none when the whole is refused.
    objections = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=500, blank=True)
    withdrawn_by = models.CharField(max_length=7, choices=choices_of(labels.WITHDRAWN_BY), blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    paused_until = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["campaign", "unit", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "person"], name="pledge_once_per_campaign"),
            models.CheckConstraint(
                condition=Q(status="signed", signed_at__isnull=False)
                | (~Q(status="signed") & Q(signed_at=None, document=None)),
                name="pledge_signed_when",
            ),
            models.CheckConstraint(
                condition=Q(status="withdrawn", withdrawn_at__isnull=False) | ~Q(status="withdrawn"),
                name="pledge_withdrawn_when",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, decline_reason="") | Q(declined_at__isnull=False),
                name="pledge_declined_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["campaign", "unit", "status"], name="pledge_board"),
            models.Index(
                fields=["campaign", "id"], condition=Q(status="signed", document=None), name="pledge_waits_for_seal"
            ),
        ]

    class Privacy:
        personal = (
            "person",
            "token_digest",
            "pin_verifier",
            "confirmed",
            "decline_reason",
            "objections",
            "withdrawal_reason",
            "document",
        )

    def __str__(self) -> str:
        return f"{self.person_id} · {self.status}"

    @property
    def stands(self) -> domain.PledgeStatus:
        """Return how far it is."""
        return domain.PledgeStatus(self.status)

    @property
    def tries(self) -> Tries:
        """Return the wrong numbers typed so far."""
        return Tries(self.wrong_tries, self.paused_until)

    @property
    def is_confirmed(self) -> bool:
        """Say whether every point was confirmed."""
        return self.campaign.text.is_complete(self.confirmed)


class Ceremony(CeremonyBase):
    """One inauguration or roll call at which many pledge at once."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="ceremonies")

    class Privacy:
        personal = ("officiant_name", "officiant_position")


class Witness(WitnessBase):
    """One who witnesses a ceremony and says so."""

    ceremony = models.ForeignKey(Ceremony, on_delete=models.PROTECT, related_name="witnesses")

    class Privacy:
        personal = ("name", "nip", "position", "note")


class Kiosk(KioskBase):
    """One device that takes confirmations at a ceremony."""

    ceremony = models.ForeignKey(Ceremony, on_delete=models.PROTECT, related_name="kiosks")

    class Privacy:
        personal = ()


class KioskEntry(KioskEntryBase):
    """One confirmation as a kiosk sent it: of a pledge, of a witness, or of nobody known."""

    kiosk = models.ForeignKey(Kiosk, on_delete=models.PROTECT, related_name="entries")
    pledge = models.ForeignKey(Pledge, null=True, on_delete=models.PROTECT, related_name="entries")
    witness = models.ForeignKey(Witness, null=True, on_delete=models.PROTECT, related_name="entries")

    class Privacy:
        personal = ("pledge", "witness", "points")
