"""A small ground to test on: one regency with a district, a village, its institutions, and people in roles."""

from dataclasses import dataclass
from datetime import date

from django.test import Client

from netral.foundation.accounts.actions import create_account, grant_role
from netral.foundation.accounts.models import Membership
from netral.foundation.accounts.queries import actor_from
from netral.foundation.custody.domain import READ
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.ledger.actors import SYSTEM, Actor
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Region, Tier
from tests import keys

GROUND_LAID = EventKind("test.ground_laid", "Landasan uji dibuat")
PASSWORD = keys.PASSWORD

REGIONS = (
    ("14", "Riau", Tier.PROVINCE, None),
    ("14.03", "Kabupaten Bengkalis", Tier.REGENCY, "14"),
    ("14.03.02", "Bantan", Tier.DISTRICT, "14.03"),
    ("14.03.02.2001", "Selat Baru", Tier.VILLAGE, "14.03.02"),
    ("33", "Jawa Tengah", Tier.PROVINCE, None),
    ("33.74", "Kota Semarang", Tier.REGENCY, "33"),
)
INSTITUTIONS = (
    ("bawaslu", "Bawaslu Republik Indonesia", Kind.BAWASLU, None),
    ("bawaslu.14", "Bawaslu Provinsi Riau", Kind.BAWASLU_PROVINCE, "14"),
    ("bawaslu.14.03", "Bawaslu Kabupaten Bengkalis", Kind.BAWASLU_REGENCY, "14.03"),
    ("bawaslu.14.03.02", "Panwaslu Kecamatan Bantan", Kind.PANEL, "14.03.02"),
    ("bawaslu.33", "Bawaslu Provinsi Jawa Tengah", Kind.BAWASLU_PROVINCE, "33"),
    ("bawaslu.33.74", "Bawaslu Kota Semarang", Kind.BAWASLU_REGENCY, "33.74"),
    ("pemda.14.03", "Pemerintah Kabupaten Bengkalis", Kind.GOVERNMENT, "14.03"),
    ("pemda.14.03.ppk", "Bupati Bengkalis", Kind.PPK, "14.03"),
    ("pemda.14.03.bkpsdm", "BKPSDM Kabupaten Bengkalis", Kind.BKPSDM, "14.03"),
    ("pemda.14.03.inspektorat", "Inspektorat Kabupaten Bengkalis", Kind.INSPECTORATE, "14.03"),
    ("pemda.14.03.opd_dinas_kesehatan", "Dinas Kesehatan", Kind.UNIT, "14.03"),
    ("pemda.14.03.opd_dinas_pendidikan", "Dinas Pendidikan", Kind.UNIT, "14.03"),
    ("port.14.03", "Pengelola Pelabuhan Kabupaten Bengkalis", Kind.PORT, "14.03"),
    ("pemda.33.74", "Pemerintah Kota Semarang", Kind.GOVERNMENT, "33.74"),
    ("pemda.33.74.ppk", "Wali Kota Semarang", Kind.PPK, "33.74"),
    ("pemda.33.74.bkpsdm", "BKPP Kota Semarang", Kind.BKPSDM, "33.74"),
    ("bkn", "Badan Kepegawaian Negara", Kind.BKN, None),
)


@dataclass(frozen=True)
class Person:
    """Somebody with a role: her membership, the actor she is, and a browser signed in as her."""

    membership: Membership
    actor: Actor
    client: Client


@action
def lay_ground() -> None:
    """Create the regions and institutions above."""
    for code, name, tier, parent in REGIONS:
        Region.objects.create(code=code, name=name, tier=tier, parent_id=parent)
    made: dict[str, Institution] = {}
    for path, name, kind, region in INSTITUTIONS:
        parent_path = path.rpartition(".")[0]
        made[path] = Institution.objects.create(
            code=path, path=path, name=name, kind=kind, region_id=region, parent=made.get(parent_path)
        )
    record(GROUND_LAID, subject=("test", "ground"), by=SYSTEM)


def person(role: str, path: str, *, name: str = "") -> Person:
    """Create somebody with a role in the institution of that path, signed in; readers of reports hold its key."""
    institution = Institution.objects.get(path=path)
    user = create_account(
        email=f"{role}.{path.replace('.', '-')}{name.lower().replace(' ', '')}@contoh.test",
        name=name or f"Petugas {role}",
        password=PASSWORD,
        by=SYSTEM,
    )
    membership = grant_role(user=user, institution=institution, role_code=role, valid_from=date(2024, 1, 1), by=SYSTEM)
    assert isinstance(membership, Membership)
    client = Client()
    client.force_login(user)
    actor = actor_from(membership)
    if actor.may(READ):
        keys.equip(user, actor, client)
    return Person(membership=membership, actor=actor, client=client)
