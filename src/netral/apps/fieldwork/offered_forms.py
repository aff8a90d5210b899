"""What a phone is offered: the forms valid today in its region, and the list of villages that they ask for."""

import csv
import io

from netral.apps.fieldwork.form_content import load
from netral.apps.fieldwork.models import Device, FormVersion
from netral.apps.fieldwork.openrosa import VILLAGES
from netral.apps.fieldwork.queries.form_versions import valid_forms
from netral.foundation.regions.models import Region, Tier
from netral.foundation.regions.queries import today_in

_REGENCY_CODE = len("14.03")


def forms_for(device: Device) -> list[FormVersion]:
    """Return the forms a device is offered today."""
    return [*valid_forms(today_in(device.observer.region.code))]


def needs_villages(form: FormVersion) -> bool:
    """Say whether a form asks for a village from the list on the phone."""
    return VILLAGES in load(form.content).media


def villages_csv(device: Device) -> bytes:
    """Return the villages of a device's regency as the file that forms choose from, the near ones first."""
    own = device.observer.region.code
    regency = own[:_REGENCY_CODE]
    district = own[: len("14.03.02")]
    rows = Region.objects.filter(tier=Tier.VILLAGE, code__startswith=f"{regency}.").select_related("parent")
    near = sorted(rows, key=lambda each: (not each.code.startswith(own), not each.code.startswith(district), each.name))
    spool = io.StringIO()
    writer = csv.writer(spool, lineterminator="\n")
    writer.writerow(["name", "label"])
    writer.writerows([each.code, f"{each.name} ({each.parent})"] for each in near)
    return spool.getvalue().encode()
