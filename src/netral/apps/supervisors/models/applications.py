"""Tables of applications: who applied for which vacancy, and with which documents."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from netral.apps.supervisors.domain.applications import (
    ApplicationState,
    Channel,
    DocumentKind,
    Education,
    Employment,
    PartyTie,
    Sex,
)
from netral.apps.supervisors.models.recruitment import Recruitment, Vacancy
from netral.foundation.institutions.scopes import ScopedModel


class Application(ScopedModel):
    """One person's application for a vacancy, as sent; `findings` is what the requirements of that day said of it.

    `person` is the civil servant of the roster whom a person confirmed to be the same; empty with `person_settled_at`
    where she denied it.
    """

    recruitment = models.ForeignKey(Recruitment, on_delete=models.PROTECT, related_name="applications")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="applications")
    number = models.CharField(max_length=60, unique=True)
    code_digest = models.BinaryField(max_length=32, unique=True)
    state = models.CharField(max_length=12, default=ApplicationState.SUBMITTED)
    channel = models.CharField(max_length=8)
    submitted_at = models.DateTimeField()
    name = models.CharField(max_length=150)
    nik = models.CharField(max_length=16)
    birth_place = models.CharField(max_length=100)
    birth_date = models.DateField()
    sex = models.CharField(max_length=1)
    village = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=300)
    phone = models.CharField(max_length=20)
    email = models.CharField(max_length=150, blank=True)
    education = models.CharField(max_length=12)
    occupation = models.CharField(max_length=150)
    employment = models.CharField(max_length=8)
    nip = models.CharField(max_length=18, blank=True)
    person = models.ForeignKey("registry.AsnPerson", null=True, on_delete=models.PROTECT, related_name="+")
    person_settled_at = models.DateTimeField(null=True)
    party = models.CharField(max_length=12)
    party_left_on = models.DateField(null=True)
    spouse_is_organiser = models.BooleanField()
    declared = models.JSONField(default=list)
    findings = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["submitted_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["vacancy", "state"], name="application_vacancy_state"),
            models.Index(fields=["recruitment", "submitted_at"], name="application_recruitment_sent"),
            models.Index(fields=["submitted_at", "id"], name="application_sent"),
            # By these, doubles are found.
            models.Index(fields=["nik"], name="application_nik"),
            models.Index(fields=["phone"], name="application_phone"),
            models.Index(fields=["birth_date"], name="application_birth"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[*ApplicationState]), name="application_state_known"),
            models.CheckConstraint(condition=Q(channel__in=[*Channel]), name="application_channel_known"),
            models.CheckConstraint(condition=Q(sex__in=[*Sex]), name="application_sex_known"),
            models.CheckConstraint(condition=Q(education__in=[*Education]), name="application_education_known"),
            models.CheckConstraint(condition=Q(employment__in=[*Employment]), name="application_employment_known"),
            models.CheckConstraint(condition=Q(party__in=[*PartyTie]), name="application_party_known"),
            models.CheckConstraint(condition=Q(nik__regex=r"^\d{16}$"), name="application_nik_16_digits"),
            models.UniqueConstraint(
                fields=["recruitment", "nik"],
                condition=~Q(state=ApplicationState.WITHDRAWN),
                name="application_once_a_recruitment",
            ),
        ]

    class Privacy:
        personal = (
            "name",
            "nik",
            "birth_place",
            "birth_date",
            "sex",
            "village",
            "address",
            "phone",
            "email",
            "education",
            "occupation",
            "employment",
            "nip",
            "party",
            "party_left_on",
            "spouse_is_organiser",
            "declared",
            "findings",
        )

    def __str__(self) -> str:
        return f"{self.name} · {self.number}"


class ApplicationPart(ScopedModel):
    """Base of what belongs to an application; carries the application's scopes."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


class ApplicationDocument(ApplicationPart):
    """A photographed document of an application; a later one of the same kind stands beside the earlier."""

    kind = models.CharField(max_length=16)
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["kind", "added_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=[*DocumentKind]), name="application_document_kind_known")
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return str(self.pk)
