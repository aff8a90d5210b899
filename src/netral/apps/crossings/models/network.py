"""Tables of the network: ports, crossings between them, vessels with their places, timetables and departures."""

from datetime import date
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from netral.apps.crossings.domain.departures import CancelCause, DepartureState
from netral.apps.crossings.domain.network import MAX_PLACES, VehicleClass
from netral.foundation.institutions.queries import zone_at
from netral.foundation.institutions.scopes import ScopedModel


class Port(ScopedModel):
    """A landing where ferries of an operator call."""

    operator = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["operator", "name"], name="port_named_once")]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.name


class Crossing(ScopedModel):
    """The way from one port to another; the way back is a crossing of its own.

    `code` stands in the passes, short and unique in the country. `closed_on` is the first day it does not run any more.
    """

    operator = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=8, unique=True)
    origin = models.ForeignKey(Port, on_delete=models.PROTECT, related_name="+")
    destination = models.ForeignKey(Port, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    closed_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["operator", "origin", "destination"], name="crossing_once"),
            models.CheckConstraint(condition=~Q(origin=F("destination")), name="crossing_goes_somewhere"),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.origin} – {self.destination}"

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone its departures are told in."""
        return zone_at(self.operator)


class Vessel(ScopedModel):
    """A ferry of an operator."""

    operator = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["operator", "name"], name="vessel_named_once")]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.name


class VesselPlaces(ScopedModel):
    """How many places a vessel has for one class of vehicle, or for people on foot."""

    vessel = models.ForeignKey(Vessel, on_delete=models.PROTECT, related_name="places")
    vehicle_class = models.CharField(max_length=12)
    places = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["vehicle_class"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vessel", "vehicle_class"], name="vessel_places_once"),
            models.CheckConstraint(condition=Q(vehicle_class__in=[*VehicleClass]), name="vessel_places_class_known"),
            models.CheckConstraint(condition=Q(places__lte=MAX_PLACES), name="vessel_places_bounded"),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.vehicle_class}: {self.places}"


class Timetable(ScopedModel):
    """One time of day at which a crossing departs on some weekdays (ISO numbers), from one day to another."""

    crossing = models.ForeignKey(Crossing, on_delete=models.PROTECT, related_name="timetables")
    vessel = models.ForeignKey(Vessel, on_delete=models.PROTECT, related_name="+")
    weekdays = ArrayField(models.PositiveSmallIntegerField())
    departs = models.TimeField()
    valid_from = models.DateField()
    valid_until = models.DateField()

    class Meta:
        ordering: ClassVar = ["crossing", "departs", "valid_from", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(valid_from__lte=F("valid_until")), name="timetable_days_in_order"),
            models.CheckConstraint(condition=Q(weekdays__len__gt=0), name="timetable_on_some_day"),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.departs:%H.%M}"


class TimetableException(ScopedModel):
    """A day on which a timetable does not hold, such as a holiday or a day of maintenance."""

    timetable = models.ForeignKey(Timetable, on_delete=models.PROTECT, related_name="exceptions")
    day = models.DateField()
    words = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["day"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["timetable", "day"], name="timetable_left_out_once")]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.day}"


class FerryDeparture(ScopedModel):
    """One sailing of a crossing at one moment; made from a timetable, or an extra one without.

    `turned_away` and `ordinary_waiting` are what the operator counted at its closing: holders refused though they had
    priority, and ordinary passengers who did not get on board. None before.
    """

    crossing = models.ForeignKey(Crossing, on_delete=models.PROTECT, related_name="departures")
    timetable = models.ForeignKey(Timetable, null=True, on_delete=models.PROTECT, related_name="departures")
    vessel = models.ForeignKey(Vessel, on_delete=models.PROTECT, related_name="+")
    departs_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=DepartureState.PLANNED)
    cause = models.CharField(max_length=12, blank=True)
    words = models.CharField(max_length=300, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    turned_away = models.PositiveSmallIntegerField(null=True)
    ordinary_waiting = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["departs_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["crossing", "departs_at"], name="departure_by_time")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["crossing", "departs_at"], name="departure_once"),
            models.CheckConstraint(condition=Q(state__in=[*DepartureState]), name="departure_state_known"),
            models.CheckConstraint(condition=Q(cause__in=["", *CancelCause]), name="departure_cause_known"),
            models.CheckConstraint(
                condition=Q(state=DepartureState.CANCELLED) ^ Q(cause=""), name="departure_cancelled_for_a_cause"
            ),
            models.CheckConstraint(
                condition=Q(state=DepartureState.GONE) ^ Q(turned_away=None, ordinary_waiting=None, closed_at=None),
                name="departure_closed_with_counts",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.crossing} {self.departs_at.astimezone(self.zone):%d-%m-%Y %H.%M}"

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone the departure is told in."""
        return self.crossing.zone

    @property
    def day(self) -> date:
        """Return the calendar day of the departure where it leaves."""
        return self.departs_at.astimezone(self.zone).date()
