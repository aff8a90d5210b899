"""Tables of pledge campaigns and pledges."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from netral.apps.pledges import domain
from netral.apps.pledges.domain import Access, Template, Tries, Window
from netral.apps.pledges.texts import template
from netral.foundation.institutions.scoping import ScopedModel


class CampaignStatus(models.TextChoices):
    """Where a campaign stands, for people."""

    DRAFT = domain.CampaignStatus.DRAFT.value, _("Konsep")
    OPEN = domain.CampaignStatus.OPEN.value, _("Dibuka")
    CLOSED = domain.CampaignStatus.CLOSED.value, _("Ditutup")


class PledgeStatus(models.TextChoices):
    """How far somebody is with her pledge, for people."""

    INVITED = domain.PledgeStatus.INVITED.value, _("Belum membuka")
    OPENED = domain.PledgeStatus.OPENED.value, _("Membaca")
    SIGNED = domain.PledgeStatus.SIGNED.value, _("Sudah berikrar")
    DECLINED = domain.PledgeStatus.DECLINED.value, _("Menolak")


class Campaign(ScopedModel):
    """One call to a government's civil servants to pledge neutrality, sealed by one institution."""

    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    government = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    template_code = models.CharField(max_length=40)
    template_version = models.PositiveSmallIntegerField()
    stage_code = models.CharField(max_length=40, blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    status = models.CharField(max_length=6, choices=CampaignStatus.choices, default=CampaignStatus.DRAFT)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(opens_on__lte=F("closes_on")), name="campaign_days_in_order"),
            models.CheckConstraint(
                condition=Q(status="draft", opened_at=None) | (~Q(status="draft") & Q(opened_at__isnull=False)),
                name="campaign_open_since",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.title

    @property
    def stands(self) -> domain.CampaignStatus:
        """Return where the campaign stands."""
        return domain.CampaignStatus(self.status)

    @property
    def text(self) -> Template:
        """Return the text that is pledged."""
        return template(self.template_code, self.template_version)

    def access(self, today: date) -> Access:
        """Return whether its pledges may be signed on a day."""
        return Window(self.stands, self.opens_on, self.closes_on).access(today)


class Pledge(ScopedModel):
    """One civil servant's pledge: the link she got, and what she did with it.

    Its scope is the unit she worked in when she was invited.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="pledges")
    person = models.ForeignKey("registry.AsnPerson", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, choices=PledgeStatus.choices, default=PledgeStatus.INVITED)
    token_digest = models.BinaryField(max_length=32, unique=True)
    confirmed = models.JSONField(default=list)
    opened_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    document = models.ForeignKey("seals.SealedDocument", null=True, on_delete=models.PROTECT, related_name="+")
    decline_reason = models.CharField(max_length=500, blank=True)
    declined_at = models.DateTimeField(null=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    paused_until = models.DateTimeField(null=True)
    # Letters written so far: one for the invitation, one for each reminder.
    letters = models.PositiveSmallIntegerField(default=0)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["campaign", "unit", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "person"], name="pledge_once_per_campaign"),
            models.CheckConstraint(
                condition=(
                    Q(status="signed", signed_at__isnull=False, document__isnull=False)
                    | (~Q(status="signed") & Q(signed_at=None, document=None))
                ),
                name="pledge_signed_with_document",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, decline_reason="") | Q(declined_at__isnull=False),
                name="pledge_declined_when",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["campaign", "unit", "status"], name="pledge_board")]

    class Privacy:
        personal = ("person", "token_digest", "confirmed", "decline_reason", "document")

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
