"""Observations as reviewers find them: sent in from phones of villages, numbered from 1, and those who review them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile
from PIL import Image

from netral.apps.fieldwork.deliveries import deliver
from netral.apps.fieldwork.inputs import Receipt, SentContent
from netral.apps.fieldwork.models import Device, FormVersion, Observation, ObservationContent
from netral.engines.xforms.instance import read_instance
from netral.foundation.files.intake import Upload
from netral.foundation.institutions.scopes import elevated
from tests.apps.fieldwork.field import editors, enrolled_phone, publish_shipped
from tests.apps.supervisors.posts import SELAT_BARU, PostingOffice, ready
from tests.ground import Person, person

KNOWN = datetime(2024, 10, 7, 2, 30, tzinfo=UTC)


@dataclass
class Outbox:
    """The phones of some villages, and how many observations they sent."""

    office: PostingOffice
    form: FormVersion
    phones: dict[str, Device] = field(default_factory=dict)
    sent: int = 0

    def phone(self, code: str = SELAT_BARU, name: str = "Siti Rahma") -> Device:
        """Return the phone of the supervisor of a village, who is posted if nobody is."""
        if code not in self.phones:
            self.phones[code] = enrolled_phone(self.office, code, name)
        return self.phones[code]

    def send(
        self,
        answers: str,
        *,
        code: str = SELAT_BARU,
        files: Mapping[str, bytes] | None = None,
        device_time: datetime | None = None,
        replaces: str = "",
    ) -> Observation:
        """Send an observation from the phone of a village, and return what became of it."""
        self.sent += 1
        instance = instance_id(self.sent)
        uploads = {name: ContentFile(content, name=name) for name, content in (files or {}).items()}
        send(self.phone(code), filled(self.form, answers, instance, replaces), uploads, device_time)
        with elevated("the test reads what arrived"):
            content = ObservationContent.objects.get(instance_id=instance)
            return Observation.objects.select_related("form", "region").get(pk=content.observation_id)

    def quick(self, what: str = "Lurah ikut konvoi", *, village: str = SELAT_BARU, **more: Any) -> Observation:
        """Send an incident with the least that it says."""
        return self.send(answers(what, village=village), **more)


def instance_id(number: int) -> str:
    """Return the identifier of the n-th observation of a test."""
    return f"uuid:{uuid5(NAMESPACE_URL, str(number))}"


def new_instance() -> str:
    """Return an identifier as phones make them."""
    return f"uuid:{uuid4()}"


def answers(
    what: str, *, village: str = SELAT_BARU, known: datetime = KNOWN, point: str = "", photo: str = "",
    who: str = "Pak Lurah",
) -> str:  # fmt: skip
    """Return the answers of an incident."""
    return (
        f"<apa>{escape(what)}</apa><kapan>{known.isoformat()}</kapan>"
        f"<tempat><titik>{point}</titik><desa>{village}</desa></tempat>"
        f"<foto>{photo}</foto><suara/><siapa>{who}</siapa><masih_berlangsung>ya</masih_berlangsung>"
    )


def filled(form: FormVersion, answers: str, instance: str, replaces: str = "") -> bytes:
    """Return a filled form of incidents, as a phone sends it; `replaces` is the identifier that it corrects."""
    before = f"<deprecatedID>{replaces}</deprecatedID>" if replaces else ""
    return (
        f'<data id="{form.code}" version="{form.version}">{answers}'
        f"<meta><instanceID>{instance}</instanceID>{before}</meta></data>"
    ).encode()


def observed(
    form: FormVersion, *, photo: str = "", what: str = "Spanduk di balai desa", village: str = SELAT_BARU,
    instance: str = "", replaces: str = "",
) -> bytes:  # fmt: skip
    """Return an incident of nobody known, under an identifier of its own."""
    said = answers(what, village=village, point="1.5215 102.1123 4 12", photo=photo, who="")
    return filled(form, said, instance or new_instance(), replaces)


def send(
    phone: Device, xml: bytes, files: Mapping[str, Upload] | None = None, device_time: datetime | None = None
) -> Receipt:
    """Deliver an observation as a phone does."""
    return deliver(SentContent(xml, read_instance(xml), (), device_time), phone, files or {})


def picture(*, flipped: bool = False, quality: int = 90, shade: int = 0) -> bytes:
    """Return a small photo with an outline; of another quality it looks the same, flipped it does not."""
    image = Image.radial_gradient("L").resize((320, 240)).rotate(30)
    if flipped:
        image = Image.linear_gradient("L").rotate(90).resize((320, 240))
    kept = BytesIO()
    image.point(lambda value: (value + shade) % 256).convert("RGB").save(kept, "JPEG", quality=quality)
    return kept.getvalue()


def photo(shade: int = 90, name: str = "1728266400000.jpg") -> "ContentFile[bytes]":
    """Return a photo as a file; of another shade it is another."""
    return ContentFile(picture(shade=shade), name=name)


def in_the_field() -> Outbox:
    """Lay villages, publish the form of incidents, and return what phones send."""
    office = ready()
    return Outbox(office, publish_shipped(*editors()))


def reviewer(path: str = "bawaslu.14.03") -> Person:
    """Return an officer who reviews observations."""
    return person("supervisor_officer", path)


def member(path: str = "bawaslu.14.03", name: str = "Anggota") -> Person:
    """Return a member who decides findings."""
    return person("supervisor_member", path, name=name)
