"""Supervisors with phones: the shipped forms published, somebody posted and enrolled, and observations sent in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile
from PIL import Image

from netral.apps.fieldwork.actions.devices import enrol_device, invite_supervisor
from netral.apps.fieldwork.actions.form_versions import draft_version, propose_version, publish_version
from netral.apps.fieldwork.deliveries import deliver
from netral.apps.fieldwork.inputs import SentContent
from netral.apps.fieldwork.models import Device, FormVersion, Observation, ObservationContent
from netral.apps.fieldwork.queries.devices import actor_behind
from netral.engines.xforms.instance import read_instance
from netral.engines.xforms.workbook import workbook_of
from netral.engines.xforms.xlsform import read_markdown
from netral.foundation.accounts.queries import current_day
from netral.foundation.institutions.scopes import elevated, reading_as
from tests.apps.supervisors.posts import SELAT_BARU, PostingOffice, ready
from tests.ground import Person, person

SHIPPED = Path(__file__).parents[1] / "src" / "netral" / "apps" / "fieldwork" / "data"
FORMS = ("form-a", "kejadian-cepat")
KNOWN = datetime(2024, 10, 7, 2, 30, tzinfo=UTC)
FIRST, LAST = date(2024, 6, 2), date(2024, 12, 15)


@dataclass
class Field:
    """An office with a form editor's forms, phones in villages, and observations numbered from 1."""

    office: PostingOffice
    phones: dict[str, Device] = field(default_factory=dict)
    sent: int = 0

    def phone(self, code: str = SELAT_BARU, name: str = "Siti Rahma") -> Device:
        """Return a phone enrolled by a supervisor of a village, who is posted if nobody is."""
        if code not in self.phones:
            posting = self.office.post(self.office.who(name), self.office.term(code, FIRST, LAST))
            with reading_as(self.office.officer.actor):
                device, _code = invite_supervisor(posting=posting, by=self.office.officer.actor)
            self.phones[code] = enrol_device(device=device, label=f"HP {name}", by=actor_behind(device))
        return self.phones[code]

    def instance(self, form: str, answers: str, *, replaces: str = "") -> bytes:
        """Return what a phone sends: the answers given as XML inside a form of the shipped version."""
        self.sent += 1
        ident = instance_id(self.sent)
        before = f"<deprecatedID>{replaces}</deprecatedID>" if replaces else ""
        return (
            f'<data id="{form}" version="2026120101" xmlns:orx="http://openrosa.org/xforms">{answers}'
            f"<meta><instanceID>{ident}</instanceID>{before}</meta></data>"
        ).encode()

    def send(
        self,
        answers: str,
        *,
        form: str = "kejadian_cepat",
        code: str = SELAT_BARU,
        files: Mapping[str, bytes] | None = None,
        device_time: datetime | None = None,
        replaces: str = "",
    ) -> Observation:
        """Send an observation from the phone of a village, and return what became of it."""
        xml = self.instance(form, answers, replaces=replaces)
        uploads = {name: ContentFile(content, name=name) for name, content in (files or {}).items()}
        read = read_instance(xml)
        deliver(SentContent(xml, read, (), device_time), self.phone(code), uploads)
        with elevated("the test reads what arrived"):
            content = ObservationContent.objects.get(instance_id=read.instance_id)
            return Observation.objects.select_related("form", "region").get(pk=content.observation_id)

    def quick(self, what: str = "Lurah ikut konvoi", *, village: str = SELAT_BARU, **more: Any) -> Observation:
        """Send an incident with the least that it says."""
        return self.send(quick_answers(what, village=village), **more)


def instance_id(number: int) -> str:
    """Return the identifier of the n-th observation of a test."""
    return f"uuid:{uuid5(NAMESPACE_URL, str(number))}"


def quick_answers(
    what: str, *, village: str = SELAT_BARU, known: datetime = KNOWN, point: str = "", photo: str = ""
) -> str:
    """Return the answers of an incident."""
    return (
        f"<apa>{escape(what)}</apa><kapan>{known.isoformat()}</kapan>"
        f"<tempat><titik>{point}</titik><desa>{village}</desa></tempat>"
        f"<foto>{photo}</foto><siapa>Pak Lurah</siapa><masih_berlangsung>ya</masih_berlangsung>"
    )


def picture(shade: int = 0) -> bytes:
    """Return a small photo; near shades look alike."""
    image = Image.new("RGB", (64, 64))
    image.putdata([((x * 4 + shade) % 256, (x * y) % 256, shade) for y in range(64) for x in range(64)])
    spool = BytesIO()
    image.save(spool, "JPEG", quality=90)
    return spool.getvalue()


def publish_forms() -> dict[str, FormVersion]:
    """Publish the shipped forms by two people."""
    first = person("form_editor", "bawaslu", name="Editor")
    second = person("form_editor", "bawaslu", name="Penerbit")
    found = {}
    for name in FORMS:
        text = (SHIPPED / f"{name}.md").read_text(encoding="utf-8")
        sheet = ContentFile(workbook_of(text), name=f"{name}.xlsx")
        with reading_as(first.actor):
            row = draft_version(form=read_markdown(text), sheet=sheet, by=first.actor)
            propose_version(version=row, valid_from=current_day(), by=first.actor)
        with reading_as(second.actor):
            publish_version(version=row, by=second.actor)
        found[row.code] = row
    return found


def in_the_field() -> Field:
    """Lay villages, publish the forms, and return the field."""
    office = ready()
    publish_forms()
    return Field(office)


def reviewer(path: str = "bawaslu.14.03") -> Person:
    """Return an officer who reviews observations."""
    return person("supervisor_officer", path)


def member(path: str = "bawaslu.14.03", name: str = "Anggota") -> Person:
    """Return a member who decides findings."""
    return person("supervisor_member", path, name=name)
