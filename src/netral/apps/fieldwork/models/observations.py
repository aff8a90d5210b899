"""Tables of observations: what was seen, every version of its content, its files, and what reviewers said."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from netral.apps.fieldwork.domain.observations import ObservationState
from netral.foundation.institutions.scopes import ScopedModel


class Observation(ScopedModel):
    """One observation of a supervisor or monitor; it has a number once everything it names has arrived.

    `instance_id` is the identifier that the phone gave it and by which the same sending is known again; a correction
    brings a new one, which its content keeps. `known_at` is when the observer knew, as she wrote it; the place is
    what the phone measured, `accuracy` in metres. `ahead_s` is by how many seconds the phone's clock ran fast.
    """

    instance_id = models.CharField(max_length=80, unique=True)
    form = models.ForeignKey("fieldwork.FormVersion", on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey("fieldwork.Device", on_delete=models.PROTECT)
    observer = models.ForeignKey("fieldwork.Observer", on_delete=models.PROTECT)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=ObservationState.INCOMPLETE)
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200, blank=True)
    known_at = models.DateTimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    accuracy = models.FloatField(null=True)
    device_time = models.DateTimeField(null=True)
    ahead_s = models.IntegerField(default=0)
    outdated = models.BooleanField(default=False)
    outside = models.BooleanField(default=False)
    first_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    proposed_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-first_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "received_at"], name="observation_state"),
            models.Index(fields=["region", "received_at"], name="observation_region"),
            models.Index(fields=["observer", "received_at"], name="observation_observer"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="observation_number_once"),
            models.CheckConstraint(condition=Q(state__in=[*ObservationState]), name="observation_state_known"),
            models.CheckConstraint(
                condition=Q(state=ObservationState.INCOMPLETE, number="", received_at=None)
                | (~Q(state=ObservationState.INCOMPLETE) & ~Q(number="") & Q(received_at__isnull=False)),
                name="observation_received_wholly",
            ),
            models.CheckConstraint(
                condition=Q(state=ObservationState.FINDING, decided_at__isnull=False)
                | (~Q(state=ObservationState.FINDING) & Q(decided_at=None)),
                name="observation_decided_when",
            ),
        ]

    class Privacy:
        personal = ("title", "latitude", "longitude", "device_time", "proposed_by")

    def __str__(self) -> str:
        return self.number or self.instance_id


class ObservationContent(ScopedModel):
    """One version of what an observation says, exactly as the device sent it; a correction adds another."""

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="contents")
    ordinal = models.PositiveSmallIntegerField()
    instance_id = models.CharField(max_length=80, unique=True)
    xml = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["observation", "ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["observation", "ordinal"], name="observation_content_in_order")
        ]

    class Privacy:
        personal = ("xml",)

    def __str__(self) -> str:
        return f"{self.observation_id} {self.ordinal}"


class ObservationFile(ScopedModel):
    """One file that a version of an observation names; it is stored once it has arrived whole, or refused.

    `picture_hash` is the difference hash of a photo, by which near-duplicates are found.
    """

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="files")
    content = models.ForeignKey(ObservationContent, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    size = models.BigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    stored = models.OneToOneField("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    received = models.BigIntegerField(default=0)
    refusal = models.CharField(max_length=300, blank=True)
    picture_hash = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering: ClassVar = ["observation", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["content", "name"], name="observation_file_once"),
            models.CheckConstraint(
                condition=Q(size=None) | Q(received__lte=F("size")), name="observation_file_not_longer"
            ),
        ]

    class Privacy:
        personal = ("name",)

    def __str__(self) -> str:
        return self.name


class FilePart(ScopedModel):
    """A piece of a file that is still arriving; gone once the file is whole."""

    file = models.ForeignKey(ObservationFile, on_delete=models.PROTECT, related_name="parts")
    offset = models.BigIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["file", "offset"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "offset"], name="file_part_once")]

    class Privacy:
        personal = ("content",)

    def __str__(self) -> str:
        return f"{self.file_id} {self.offset}"


class ReviewNote(ScopedModel):
    """What a reviewer asked or said about an observation, and what the supervisor answered."""

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="notes")
    verb = models.CharField(max_length=10)
    words = models.CharField(max_length=2000)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]

    class Privacy:
        personal = ("words", "by_name")

    def __str__(self) -> str:
        return f"{self.observation_id} {self.verb}"


class FindingProposal(ScopedModel):
    """What is proposed as a finding, and once decided the finding itself, on which a case then rests.

    `known_at` is when the supervisor knew, from which the legal clock runs; `known_reason` says why it is another
    moment than she wrote. `persons` are mappings of name, office and unit. `minutes` names the plenary's minutes.
    """

    observation = models.OneToOneField(Observation, on_delete=models.PROTECT, related_name="proposal")
    title = models.CharField(max_length=200)
    act_date = models.DateField()
    known_at = models.DateTimeField()
    known_reason = models.CharField(max_length=500, blank=True)
    persons = models.JSONField(default=list)
    proposed_at = models.DateTimeField()
    proposed_by_name = models.CharField(max_length=200)
    decided_by_name = models.CharField(max_length=200, blank=True)
    minutes = models.CharField(max_length=100, blank=True)

    class Privacy:
        personal = ("title", "known_reason", "persons", "proposed_by_name", "decided_by_name")

    def __str__(self) -> str:
        return self.title
