"""A field to observe: the shipped forms published, a village supervisor posted, and her phone enrolled."""

import io
import uuid
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.core.files.base import ContentFile
from PIL import Image

from netral.apps.fieldwork.actions.devices import enrol_device, invite_supervisor
from netral.apps.fieldwork.actions.form_versions import draft_version, propose_version, publish_version
from netral.apps.fieldwork.deliveries import deliver
from netral.apps.fieldwork.inputs import Receipt, SentContent
from netral.apps.fieldwork.models import Device, FormVersion
from netral.apps.fieldwork.queries.devices import actor_behind
from netral.engines.xforms.instance import read_instance
from netral.engines.xforms.workbook import workbook_of
from netral.engines.xforms.xlsform import XForm, read_markdown
from netral.foundation.accounts.queries import current_day
from netral.foundation.files.intake import Upload
from netral.foundation.institutions.scopes import elevated
from tests.apps.supervisors.posts import SELAT_BARU, PostingOffice, ready
from tests.ground import Person, person

SHIPPED = {"form_a": "form-a.md", "kejadian_cepat": "kejadian-cepat.md"}
QUICK = "kejadian_cepat"


@cache
def shipped_text(code: str) -> str:
    """Return a shipped form as it is written."""
    return (files("netral.apps.fieldwork") / "data" / SHIPPED[code]).read_text(encoding="utf-8")


@cache
def shipped_form(code: str) -> XForm:
    """Return a shipped form as it is read."""
    return read_markdown(shipped_text(code))


def sheet_of(code: str) -> "ContentFile[bytes]":
    """Return a shipped form as an officer uploads it."""
    return ContentFile(workbook_of(shipped_text(code)), name=f"{code}.xlsx")


def editors() -> tuple[Person, Person]:
    """Return the two people who make and publish forms."""
    return person("form_editor", "bawaslu", name="Pembuat"), person("form_editor", "bawaslu", name="Penerbit")


def publish_shipped(maker: Person, publisher: Person, code: str = QUICK) -> FormVersion:
    """Publish a shipped form from today on."""
    with elevated("the test publishes"):
        row = draft_version(form=shipped_form(code), sheet=sheet_of(code), by=maker.actor)
        propose_version(version=row, valid_from=current_day(), by=maker.actor)
        publish_version(version=row, by=publisher.actor)
        row.refresh_from_db()
        return row


def enrolled_phone(office: PostingOffice, code: str = SELAT_BARU, name: str = "Siti Rahma") -> Device:
    """Post a supervisor to a village and enrol her phone."""
    with elevated("the test enrols"):
        posting = office.post(office.who(name), office.term(code))
        device, _code = invite_supervisor(posting=posting, by=office.officer.actor)
        return enrol_device(device=device, label="HP uji", by=actor_behind(device))


@dataclass(frozen=True)
class Field:
    """The office, the phone of the supervisor of Selat Baru, and the form of quick incidents."""

    office: PostingOffice
    phone: Device
    form: FormVersion


def field() -> Field:
    """Lay the field."""
    office = ready()
    form = publish_shipped(*editors())
    return Field(office, enrolled_phone(office), form)


def observed(
    form: FormVersion, *, photo: str = "", what: str = "Spanduk di balai desa", village: str = SELAT_BARU,
    when: str = "2024-10-07T09:00:00.000+07:00", instance: str = "", replaces: str = "",
) -> bytes:  # fmt: skip
    """Return a filled form of quick incidents, as a phone sends it."""
    deprecated = f"<deprecatedID>{replaces}</deprecatedID>" if replaces else ""
    return (
        f'<data id="{form.code}" version="{form.version}"><mulai>{when}</mulai><apa>{what}</apa><kapan>{when}</kapan>'
        f"<tempat><titik>1.5215 102.1123 4 12</titik><desa>{village}</desa></tempat><foto>{photo}</foto><suara/>"
        "<siapa/><masih_berlangsung>ya</masih_berlangsung>"
        f"<meta><instanceID>{instance or new_instance()}</instanceID>{deprecated}</meta></data>"
    ).encode()


def new_instance() -> str:
    """Return an identifier as phones make them."""
    return f"uuid:{uuid.uuid4()}"


def photo(shade: int = 90, name: str = "1728266400000.jpg") -> "ContentFile[bytes]":
    """Return a photo of a gradient, so that it has an outline."""
    picture = Image.linear_gradient("L").resize((320, 240)).point(lambda value: (value + shade) % 256)
    kept = io.BytesIO()
    picture.convert("RGB").save(kept, "JPEG")
    return ContentFile(kept.getvalue(), name=name)


def send(phone: Device, xml: bytes, files: dict[str, Upload] | None = None) -> Receipt:
    """Deliver an observation as a phone does."""
    return deliver(SentContent(xml, read_instance(xml)), phone, files or {})
