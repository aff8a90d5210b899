"""What reviewers see of observations: the list and its downloads, one whole, near-duplicates, counts, who is silent."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.urls import reverse

from netral.apps.fieldwork.models import ObservationFile
from netral.apps.fieldwork.queries.likenesses import ALIKE_BITS, alike
from netral.apps.fieldwork.tasks import hash_pictures
from netral.engines.metadata.likeness import difference_hash
from netral.foundation.files.tasks import copy_waiting_files
from netral.foundation.institutions.scopes import elevated, reading_as
from tests.apps.fieldwork.observed import KNOWN, Outbox, answers, in_the_field, instance_id, member, picture, reviewer
from tests.apps.supervisors.posts import MUNTAI, SELAT_BARU
from tests.ground import person
from tests.look import send_through
from tests.work import titles, waits

HERE = "1.569900 102.113600 0 12"


@pytest.fixture
def field(ground: None) -> Outbox:
    return in_the_field()


def test_the_list_is_filtered_and_downloaded_as_it_is_filtered(field: Outbox) -> None:
    one = field.send(answers("Lurah ikut konvoi", point=HERE))
    field.quick("Spanduk di balai desa", code=MUNTAI, village=MUNTAI)
    officer = reviewer()
    page = officer.client.get(reverse("observation_list"), {"cari": "konvoi"}).content.decode()
    assert one.number in page
    assert "Spanduk" not in page
    sent = officer.client.get(reverse("observation_list"), {"unduh": "csv", "cari": "spanduk"})
    rows = [*csv.reader(io.StringIO(sent.getvalue().decode("utf-8-sig")))]
    assert [row[1] for row in rows[1:]] == ["Spanduk di balai desa"]
    answer = officer.client.get(reverse("observation_list"), {"unduh": "geojson"})
    found = json.loads(answer.getvalue())
    [feature] = found["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [102.1136, 1.5699]}
    assert feature["properties"] == {
        "number": one.number,
        "form": "kejadian_cepat",
        "day": "2024-10-07",
        "region": SELAT_BARU,
        "state": "received",
        "accuracy_m": 12.0,
    }
    empty = reviewer("bawaslu.33.74").client.get(reverse("observation_list")).content.decode()
    assert "Belum ada amatan" in empty


def test_one_observation_is_shown_whole(field: Outbox) -> None:
    late = KNOWN + timedelta(hours=3, minutes=54)
    row = field.send(answers("Lurah ikut konvoi", point=HERE, village=MUNTAI), device_time=late)
    page = reviewer().client.get(reverse("observation", args=[row.pk])).content.decode()
    for words in ("Apa yang terjadi?", "Lurah ikut konvoi", "Pak Lurah", "Di luar wilayah tugas", "Siti Rahma"):
        assert words in page
    assert "1.569900, 102.113600 (± 12 m)" in page
    assert "Desa Muntai, Kecamatan Bantan" in page
    assert "Jam ponsel cepat 3 jam 12 menit" in page


def test_a_missing_photo_is_said_and_a_correction_shows_what_changed(field: Outbox) -> None:
    row = field.send(answers("Lurah ikut konvoi", photo="satu.jpg"))
    officer = reviewer()
    page = officer.client.get(reverse("observation", args=[row.pk])).content.decode()
    assert "Belum tiba" in page
    assert "Belum bernomor" in page
    field.send(answers("Camat ikut konvoi", photo="satu.jpg"), replaces=instance_id(1), files={"satu.jpg": picture()})
    page = officer.client.get(reverse("observation", args=[row.pk])).content.decode()
    assert "AMT/14.03/2024/00001" in page
    assert "<del>Lurah ikut konvoi</del>" in page
    assert "<ins>Camat ikut konvoi</ins>" in page


def test_the_steps_are_taken_in_pages_and_what_waits_is_told(field: Outbox) -> None:
    row, officer, chair = field.quick(), reviewer(), member()
    assert titles(officer) == [f"{row.number}: Lurah ikut konvoi"]
    ask = reverse("observation_ask", args=[row.pk])
    assert officer.client.post(ask, {"pertanyaan": "Siapa namanya?"}).status_code == 302
    assert "barusan" in officer.client.post(ask, {"pertanyaan": "Siapa?"}, follow=True).content.decode()
    assert titles(officer) == []
    field.send(answers("Lurah Budi ikut konvoi"), replaces=instance_id(1))
    assert "menjawab" in str(waits(officer)[0].why)
    propose = reverse("observation_propose", args=[row.pk])
    page = officer.client.get(propose).content.decode()
    assert 'value="09.30"' in page
    sent = {
        "judul": "Lurah ikut konvoi",
        "tanggal_day": 7,
        "tanggal_month": 10,
        "tanggal_year": 2024,
        "diketahui_day": 7,
        "diketahui_month": 10,
        "diketahui_year": 2024,
        "diketahui_time": "09.30",
        "orang_1_nama": "Budi Santoso",
        "orang_1_jabatan": "Lurah",
    }
    assert officer.client.post(propose, {**sent, "diketahui_time": "09.00"}).status_code == 422
    assert officer.client.post(propose, sent).status_code == 302
    assert titles(officer) == []
    assert len(titles(chair)) == 1
    decide = reverse("observation_decide", args=[row.pk])
    looked = chair.client.post(decide, {"berita_acara": "12/BA"}).content.decode()
    assert "tidak dapat ditarik" in looked
    assert send_through(chair.client, decide, {"berita_acara": "12/BA"}).status_code == 302
    page = chair.client.get(reverse("observation", args=[row.pk])).content.decode()
    assert "12/BA" in page
    assert "Budi Santoso" in page
    assert send_through(chair.client, decide, {"berita_acara": "12/BA"}).status_code == 302
    assert officer.client.get(decide).status_code == 403


def test_near_duplicates_are_linked_by_place_and_time_or_by_photo(field: Outbox) -> None:
    officer = reviewer()
    one = field.send(answers("Konvoi", point=HERE, photo="a.jpg"), files={"a.jpg": picture()})
    near = field.send(answers("Pawai", point="1.570900 102.113600 0 5", village=MUNTAI), code=MUNTAI)
    far = field.send(answers("Lain", point="1.670900 102.113600 0 5", village=MUNTAI), code=MUNTAI)
    late = field.send(answers("Dulu", known=KNOWN - timedelta(hours=4)))
    photo = field.send(
        answers("Foto sama", known=KNOWN - timedelta(days=2), village=MUNTAI, photo="b.jpg"),
        code=MUNTAI,
        files={"b.jpg": picture(quality=60)},
    )
    copy_waiting_files(0)
    assert hash_pictures(0) == 2
    assert hash_pictures(0) == 0
    with elevated("the test reads what was hashed"):
        hashes = [*ObservationFile.objects.order_by("name").values_list("picture_hash", flat=True)]
    assert all(len(each) == 16 for each in hashes)
    with reading_as(officer.actor):
        found = {each.pk for each in alike(one, officer.actor)}
    assert found == {near.pk, photo.pk}
    assert {far.pk, late.pk}.isdisjoint(found)
    assert near.number in officer.client.get(reverse("observation", args=[one.pk])).content.decode()


def test_a_hash_tells_pictures_apart_and_takes_no_harm() -> None:
    known = int(difference_hash(picture()), 16)
    assert (known ^ int(difference_hash(picture(quality=60)), 16)).bit_count() <= ALIKE_BITS
    assert (known ^ int(difference_hash(picture(flipped=True)), 16)).bit_count() > ALIKE_BITS
    assert difference_hash(b"no picture") == ""


def test_counts_lead_to_what_they_count_and_the_silent_are_named(field: Outbox) -> None:
    field.quick()
    field.phone(MUNTAI, "Rina Wati")
    officer = reviewer()
    page = officer.client.get(reverse("observation_statistics"))
    assert page.context["total"] == 1
    assert page.context["days"][-1][1] == 1
    for _label, number, url in [*page.context["forms"], *page.context["districts"], page.context["days"][-1]]:
        assert officer.client.get(url).context["table"].total == number
    for each in page.context["states"]:
        assert officer.client.get(each["url"]).context["table"].total == each["number"]
    silent = officer.client.get(reverse("observation_silent")).content.decode()
    assert "Rina Wati" in silent
    assert "Siti Rahma" not in silent
    assert "Terdaftar, belum mengirim" in silent
    sent = officer.client.get(reverse("observation_silent"), {"unduh": "csv"})
    assert "Rina Wati" in sent.getvalue().decode("utf-8-sig")


def test_the_pages_of_one_who_only_observes(field: Outbox) -> None:
    field.quick()
    hers = person("village_supervisor", f"bawaslu.{SELAT_BARU}")
    page = hers.client.get(reverse("own_observations"))
    assert page.status_code == 200
    assert "Belum ada amatan" in page.content.decode()
    assert hers.client.get(reverse("observation_list")).status_code == 403
