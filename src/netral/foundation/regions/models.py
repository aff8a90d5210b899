"""Provinces, regencies, districts, villages and islands, under the codes of the Ministry of Home Affairs."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tier(models.TextChoices):
    """The levels of the territory, largest first."""

    PROVINCE = "province", _("Provinsi")
    REGENCY = "regency", _("Kabupaten/kota")
    DISTRICT = "district", _("Kecamatan")
    VILLAGE = "village", _("Desa/kelurahan")
    ISLAND = "island", _("Pulau")


class Region(models.Model):
    """One territory; its dotted code says where it lies ("14.03.01.2001" is a village of regency 14.03)."""

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=120)
    tier = models.CharField(max_length=8, choices=Tier.choices)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["tier", "code"], name="region_tier")]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.name
