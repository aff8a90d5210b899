"""What the web app in the field is answered, as plain values for JSON, and what it sends, read with care."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from netral.apps.fieldwork.inputs import DeclaredFile, Receipt
from netral.apps.fieldwork.labels import OBSERVATION_STATES
from netral.apps.fieldwork.models import Device, FormVersion, Observation
from netral.apps.fieldwork.offered_forms import needs_villages
from netral.apps.fieldwork.openrosa import MediaFile
from netral.apps.fieldwork.queries.devices import secret_of
from netral.apps.fieldwork.queries.observations import last_question
from netral.engines.json_reader import read_json
from netral.foundation.phones.door import BadRequest
from netral.foundation.regions.queries import zone_of

_LONGEST_NAME = 200


def read_declared(text: str) -> tuple[DeclaredFile, ...]:
    """Return the files that are to follow.

    Raises:
        BadRequest: the list is of another shape.
    """
    try:
        found = read_json(text)
        files = tuple(DeclaredFile(str(row["name"]), int(row["size"]), str(row["sha256"])) for row in found)
    except (ValueError, TypeError, LookupError) as error:
        raise BadRequest(_("Daftar lampiran tidak terbaca. Muat ulang aplikasinya, lalu kirim lagi.")) from error
    if not all(
        0 < len(each.name) <= _LONGEST_NAME and 0 < each.size < 2**40 and len(each.sha256) == 64 for each in files
    ):
        raise BadRequest(_("Daftar lampiran tidak terbaca. Muat ulang aplikasinya, lalu kirim lagi."))
    return files


def enrolment(device: Device) -> dict[str, Any]:
    """Return what a phone keeps of its enrolment; the secret is told this once."""
    observer = device.observer
    return {
        "device": device.login,
        "secret": secret_of(device),
        "holder": observer.name,
        "post": observer.role,
        "village_code": observer.region.code,
        "village_name": str(observer.region),
        "zone": zone_of(observer.region.code).key,
    }


def offered_form(form: FormVersion, villages: MediaFile) -> dict[str, Any]:
    """Return a form as a phone's list holds it."""
    needed = [villages] if needs_villages(form) else []
    return {
        "form_id": form.code,
        "version": form.version,
        "title": {"id": form.title, "en": form.title},
        "hash": f"md5:{form.digest}",
        "url": reverse("field_form", args=[form.pk]),
        "media": [{"name": each.name, "hash": f"md5:{each.digest}", "url": each.url} for each in needed],
        "valid_to": form.valid_to.isoformat() if form.valid_to else None,
    }


def question(row: Observation) -> dict[str, Any]:
    """Return what was asked about an observation."""
    asked = last_question(row)
    return {
        "instance_id": row.instance_id,
        "number": row.number,
        "words": asked.words if asked else "",
        "asked_at": asked.at.isoformat() if asked else None,
        # A phone that does not hold the observation any more, or never did, shows the question by these.
        "form_id": row.form.code,
        "title": {"id": row.form.title, "en": row.form.title},
        "summary": row.title,
        "sent_at": row.first_at.isoformat(),
    }


def standing(row: Observation) -> dict[str, Any]:
    """Return where an observation stands, in words."""
    words, _tone = OBSERVATION_STATES[row.state]
    return {"instance_id": row.instance_id, "number": row.number, "state": row.state, "words": str(words)}


def receipt_shown(receipt: Receipt) -> dict[str, Any]:
    """Return what is known of an observation."""
    return {
        "instance_id": receipt.instance_id,
        "state": "complete" if receipt.is_complete else "incomplete",
        "number": receipt.number,
        "missing": [{"name": each.name, "received": each.received} for each in receipt.missing],
        "refused": [{"name": name, "words": words} for name, words in receipt.refused],
    }
