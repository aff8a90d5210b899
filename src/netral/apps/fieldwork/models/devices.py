"""Table of the phones from which observations come."""

from django.db import models

from netral.foundation.phones.models import EnrolledPhone


class Device(EnrolledPhone):
    """One phone of one who observes."""

    observer = models.ForeignKey("fieldwork.Observer", on_delete=models.PROTECT, related_name="devices")

    class Privacy:
        personal = ("label", "seen_at", "revocation_reason")
