"""Institutions: who supervises, employs, decides and receives, where, and from when to when."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from netral.foundation.institutions.fields import LtreeField
from netral.foundation.ledger.models import LedgeredModel


class Kind(models.TextChoices):
    """What an institution is."""

    BAWASLU = "bawaslu", "Bawaslu RI"
    BAWASLU_PROVINCE = "bawaslu_province", _("Bawaslu provinsi")
    BAWASLU_REGENCY = "bawaslu_regency", _("Bawaslu kabupaten/kota")
    PANEL = "panel", _("Panwaslu kecamatan")
    VILLAGE_SUPERVISOR = "village_supervisor", _("Pengawas kelurahan/desa")
    GOVERNMENT = "government", _("Pemerintah daerah")
    PPK = "ppk", _("Pejabat pembina kepegawaian")
    BKPSDM = "bkpsdm", "BKPSDM/BKD"
    INSPECTORATE = "inspectorate", _("Inspektorat")
    UNIT = "unit", _("Unit kerja (OPD)")
    BKN = "bkn", "BKN"
    KASN = "kasn", "KASN"
    MENPANRB = "menpanrb", "KemenPANRB"
    KEMENDAGRI = "kemendagri", "Kemendagri"
    KPU = "kpu", "KPU"
    PORT = "port", _("Pengelola pelabuhan")


class Institution(LedgeredModel):
    """One institution, tied to a region and valid for a period."""

    code = models.CharField(max_length=255, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    region = models.ForeignKey("regions.Region", null=True, on_delete=models.PROTECT, related_name="institutions")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    path = LtreeField(unique=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["path"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_from__lte=F("valid_to")),
                name="institution_period_in_order",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "region"], name="institution_kind_region")]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.name

    def valid_on(self, day: date) -> bool:
        """Say whether the institution existed on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class NumberCounter(LedgeredModel):
    """The last number an institution gave in a series and year."""

    series = models.CharField(max_length=20)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "institution", "year"], name="number_counter_once_a_year")
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"
