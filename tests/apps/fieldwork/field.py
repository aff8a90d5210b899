"""A field to observe: the shipped forms published, a village supervisor posted, and her phone enrolled."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.core.files.base import ContentFile

from netral.apps.fieldwork.actions.devices import enrol_device, invite_supervisor
from netral.apps.fieldwork.actions.form_versions import draft_version, propose_version, publish_version
from netral.apps.fieldwork.models import Device, FormVersion
from netral.apps.fieldwork.queries.devices import actor_behind
from netral.apps.supervisors.models import Posting
from netral.engines.xforms.workbook import workbook_of
from netral.engines.xforms.xlsform import XForm, read_markdown
from netral.foundation.accounts.queries import current_day
from netral.foundation.institutions.scopes import elevated, reading_as
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


def code_for(posting: Posting, officer: Person) -> tuple[Device, str]:
    """Let an officer make a code for a supervisor."""
    with reading_as(officer.actor):
        return invite_supervisor(posting=posting, by=officer.actor)


def phone_of(posting: Posting, officer: Person) -> Device:
    """Enrol a phone of a supervisor."""
    device, _code = code_for(posting, officer)
    return enrol_device(device=device, label="Ponsel uji", by=actor_behind(device))


def enrolled_phone(office: PostingOffice, code: str = SELAT_BARU, name: str = "Siti Rahma") -> Device:
    """Post a supervisor to a village and enrol her phone."""
    return phone_of(office.post(office.who(name), office.term(code)), office.officer)


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
