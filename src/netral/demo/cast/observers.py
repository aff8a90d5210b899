"""Those who observe in the field: supervisors with their phones, what they see, and how a phone sends it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile

from netral.apps.fieldwork.actions.devices import enrol_device, invite_supervisor
from netral.apps.fieldwork.deliveries import deliver
from netral.apps.fieldwork.inputs import Receipt, SentContent
from netral.apps.fieldwork.models import Device
from netral.apps.fieldwork.queries.devices import actor_behind
from netral.apps.fieldwork.queries.form_versions import valid_forms
from netral.apps.supervisors.models import Posting
from netral.demo.cast.citizens import drawn
from netral.demo.cast.people import acting_as
from netral.engines.xforms.instance import read_instance
from netral.foundation.accounts.queries import current_day
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.registry.fiction import Chance

QUICK, LONG = "kejadian_cepat", "form_a"
_SEEN = (
    ("Spanduk satu pasangan calon terpasang di pagar kantor desa", "tidak"),
    ("Rapat perangkat desa, seorang perangkat mengajak memilih satu calon", "ya"),
    ("Mobil dinas kecamatan diparkir di tempat kampanye", "ya"),
    ("Kampanye tatap muka di rumah warga, berjalan tertib", "ya"),
    ("Pembagian sembako oleh tim kampanye di dermaga", "ya"),
    ("Seorang guru memakai kaus bergambar calon di lapangan sekolah", "tidak"),
    ("Pertemuan kelompok nelayan, tidak ada ajakan memilih", "tidak"),
    ("Unggahan kepala dusun memuat lambang satu calon", "tidak"),
)


@dataclass(frozen=True)
class Glimpse:
    """One thing somebody saw: what, where by which phone, when, and whether she sends a photo of it."""

    phone: Device
    what: str
    goes_on: str
    at: datetime
    photo: str
    ident: UUID

    @property
    def instance_id(self) -> str:
        """The identifier that the phone gives it."""
        return f"uuid:{self.ident}"


def enrolled(posting: Posting) -> Device:
    """Let the officer make a code for a supervisor, who types it on her phone."""
    with acting_as("petugas-sdm") as officer:
        device, _code = invite_supervisor(posting=posting, by=officer)
    with elevated("the demo enrols a phone of its own"):
        device = Device.objects.select_related("observer__posting__supervisor", "observer__posting__region").get(
            pk=device.pk
        )
    enrol_device(device=device, label=f"HP {posting.supervisor.name.split()[0]}", by=actor_behind(device))
    return device


def glimpses(phones: list[Device], amount: int, first: datetime, last: datetime, seed: int) -> Iterator[Glimpse]:
    """Give what is seen between two moments, in order; the same seed gives the same."""
    chance = Chance(seed)
    step = (last - first) / amount
    for number in range(amount):
        what, goes_on = _SEEN[number % len(_SEEN)]
        photo = f"{1728000000000 + number}.jpg" if number % 3 else ""
        at = first + step * number + timedelta(minutes=chance.randrange(300))
        yield Glimpse(phones[number % len(phones)], what, goes_on, at, photo, UUID(int=chance.getrandbits(128)))


def send(
    seen: Glimpse, *, late: timedelta = timedelta(0), fast: timedelta = timedelta(0), village: str = ""
) -> Receipt:
    """Send what was seen, some time later when the phone found a network, by a clock that may run fast."""
    with clock.at(seen.at + timedelta(minutes=10) + late):
        version = next(form.version for form in valid_forms(current_day()) if form.code == QUICK)
        region = seen.phone.observer.region
        when, place = (seen.at + fast).isoformat(timespec="milliseconds"), village or region.code
        point = f"{region.latitude} {region.longitude} 3 12" if region.latitude else ""
        xml = (
            f'<data id="{QUICK}" version="{version}"><mulai>{when}</mulai><apa>{escape(seen.what)}</apa>'
            f"<kapan>{when}</kapan><tempat><titik>{point}</titik><desa>{place}</desa></tempat><foto>{seen.photo}</foto>"
            f"<suara/><siapa/><masih_berlangsung>{seen.goes_on}</masih_berlangsung>"
            f"<meta><instanceID>{seen.instance_id}</instanceID></meta></data>"
        ).encode()
        told = seen.at + timedelta(minutes=10) + late + fast
        files = {seen.photo: ContentFile(drawn(f"Foto rekaan: {seen.what[:40]}"), seen.photo)} if seen.photo else {}
        return deliver(SentContent(xml, read_instance(xml), device_time=told), seen.phone, files)
