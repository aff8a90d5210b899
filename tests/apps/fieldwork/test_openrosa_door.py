"""The OpenRosa door as a client nobody here wrote goes through it: the library answers the digest challenge."""

import hashlib

import pytest
from django.urls import reverse

from netral.apps.cases.models import Case
from netral.apps.fieldwork.actions.devices import revoke_device
from netral.apps.fieldwork.models import Observation
from netral.engines.xforms.instance import LARGEST_INSTANCE
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.models import Event
from tests.apps.fieldwork.field import Field, field
from tests.apps.fieldwork.observed import member, new_instance, observed, photo, reviewer
from tests.apps.fieldwork.phones import Collect
from tests.apps.supervisors.posts import ELSEWHERE, SELAT_BARU, lay_village_elsewhere
from tests.look import send_through

pytestmark = pytest.mark.usefixtures("ground")

LIST, MANIFEST = "{http://openrosa.org/xforms/xformsList}", "{http://openrosa.org/xforms/xformsManifest}"
DAY = {"day": 7, "month": 10, "year": 2024}


@pytest.fixture
def place() -> Field:
    return field()


def test_forms_are_listed_with_what_they_need_and_a_hash_of_what_is_fetched(place: Field) -> None:
    client = Collect(place.phone)
    listed = client.fetched("/lapangan/odk/formList").find(f"{LIST}xform")
    assert listed is not None
    told = {child.tag.removeprefix(LIST): child.text or "" for child in listed}
    assert (told["formID"], told["version"]) == ("kejadian_cepat", place.form.version)
    form = client.http.get(told["downloadUrl"])
    assert told["hash"] == f"md5:{hashlib.md5(form.content, usedforsecurity=False).hexdigest()}"
    media = client.fetched(told["manifestUrl"]).find(f"{MANIFEST}mediaFile")
    assert media is not None
    assert media.findtext(f"{MANIFEST}filename") == "villages.csv"
    villages = client.http.get(media.findtext(f"{MANIFEST}downloadUrl", "")).text.splitlines()
    assert villages[0] == "name,label"
    assert villages[1] == "14.03.02.2001,Selat Baru (Bantan)"
    assert len(villages) == 4


def test_an_observation_goes_in_with_its_photo_in_a_second_post(place: Field) -> None:
    client, xml = Collect(place.phone), observed(place.form, photo="a.jpg")
    head = client.http.head("/lapangan/odk/submission")
    assert head.status_code == 204
    assert int(head.headers["X-OpenRosa-Accept-Content-Length"]) >= 10 * 1024 * 1024
    assert head.headers["Location"].endswith("/lapangan/odk/submission")
    status, words = client.post(xml)
    assert (status, "a.jpg" in words) == (201, True)
    status, words = client.post(xml, **{"a.jpg": photo().read()})
    assert (status, words) == (201, "Amatan diterima dengan nomor AMT/14.03/2024/00001.")
    assert client.post(xml, **{"a.jpg": photo().read()}) == (status, words)
    with elevated("the test counts"):
        assert Observation.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "status", "told"),
    [
        (b"<data", 400, "rusak"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]><data id="x">&a;</data>', 400, "entitas"),
        (b"<a>" * 30 + b"</a>" * 30, 400, "bertingkat"),
        (b'<data id="x" version="1"><meta/></data>', 400, "instanceID"),
        (b"<data>" + b" " * LARGEST_INSTANCE + b"</data>", 400, "1 MB"),
    ],
    ids=["cut-off", "entities", "deep", "no-identifier", "large"],
)
def test_what_is_no_observation_is_refused_in_words(place: Field, content: bytes, status: int, told: str) -> None:
    assert Collect(place.phone).post(content)[0] == status
    assert told in Collect(place.phone).post(content)[1]


def test_ten_thousand_repeats_are_read_and_a_form_never_published_is_not(place: Field) -> None:
    many = observed(place.form).replace(b"<siapa></siapa>", b"<saksi><nama>A</nama></saksi>" * 10_000)
    assert Collect(place.phone).post(many)[0] == 201
    status, words = Collect(place.phone).post(observed(place.form).replace(b"kejadian_cepat", b"lain"))
    assert (status, "tidak pernah terbit" in words) == (403, True)


def test_a_wrong_secret_an_unknown_name_and_a_revoked_device_are_not_let_in(place: Field) -> None:
    assert Collect(place.phone, secret="salah").http.get("/lapangan/odk/formList").status_code == 401
    client = Collect(place.phone, login="hp-tidakada")
    assert client.http.get("/lapangan/odk/formList").status_code == 401
    asked = client.http.get("/lapangan/odk/formList", auth=None)
    assert asked.headers["WWW-Authenticate"].startswith("Digest ")
    assert asked.headers["X-OpenRosa-Version"] == "1.0"
    assert asked.headers["Date"].endswith(" GMT")
    with elevated("the test revokes"):
        revoke_device(device=place.phone, words="Hilang di kapal", by=place.office.officer.actor)
    status, words = Collect(place.phone).post(observed(place.form, instance=new_instance()))
    assert (status, "dicabut" in words) == (403, True)
    with elevated("the test reads the device"):
        place.phone.refresh_from_db()
    assert place.phone.wiped_at is not None


def test_a_crafted_village_of_another_regency_leaves_the_finding_with_the_observers_own(place: Field) -> None:
    lay_village_elsewhere()
    assert Collect(place.phone).post(observed(place.form, village=ELSEWHERE)) == (
        201,
        "Amatan diterima dengan nomor AMT/14.03/2024/00001.",
    )
    with elevated("the test reads what came"):
        row = Observation.objects.get()
        assert (row.outside, row.region_id, row.scopes) == (True, SELAT_BARU, place.phone.scopes)
    officer, chair = reviewer(), member()
    page = officer.client.get(reverse("observation", args=[row.pk])).content.decode()
    assert "Di luar wilayah tugas" in page
    assert "Rekaan" in page
    days = {f"{name}_{part}": value for name in ("tanggal", "diketahui") for part, value in DAY.items()}
    asked = {"judul": "Spanduk di balai desa", "orang_1_nama": "Budi Santoso", "diketahui_time": "09.30", **days}
    assert officer.client.post(reverse("observation_propose", args=[row.pk]), asked).status_code == 302
    decided = send_through(chair.client, reverse("observation_decide", args=[row.pk]), {"berita_acara": "12/BA"})
    assert decided.status_code == 302
    with elevated("the test reads what came of it"):
        case = Case.objects.get()
        assert (case.institution.path, case.observation_id, case.scopes) == (
            "bawaslu.14.03", row.pk, ["bawaslu.14.03"]
        )  # fmt: skip
        assert Event.objects.get(kind="observation.finding_decided").data["region"] == SELAT_BARU
