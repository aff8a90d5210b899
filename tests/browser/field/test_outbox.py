"""What is written without a network reaches the office once, whatever happens to phone, line and office in between."""

import io
import json
import zipfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect

from tests.browser.field.office import Office
from tests.browser.field.phone import Phone

PIECE = 131_072


def picture(width: int = 3200, height: int = 2400) -> bytes:
    """Return a photo as a phone takes it, far too large."""
    spool = io.BytesIO()
    shades = Image.radial_gradient("L").resize((width, height))
    grain = Image.effect_noise((width, height), 18)
    Image.merge("RGB", (shades, grain, Image.blend(shades, grain, 0.5))).save(spool, "JPEG", quality=95)
    return spool.getvalue()


def test_an_observation_of_flight_mode_survives_a_reload_and_arrives_once(phone: Phone, office: Office) -> None:
    phone.enrol().lose_signal()
    phone.begin("Lurah membagikan kaus di balai desa").locate().photograph(picture()).finish().expect(waiting=1)
    phone.reload().expect(waiting=1)
    assert office.arrivals == {}
    phone.lose_signal(lost=False).expect(sent=1)
    expect(phone.rows("sent")).to_contain_text("Nomor A-0001")
    phone.reload().expect(sent=1)
    (arrival,) = office.whole
    assert arrival.posts == 1
    assert b"1.9 101.6 0.0 8.0" in arrival.xml
    (photo,) = arrival.files.values()
    assert max(Image.open(io.BytesIO(photo)).size) == 1600
    assert len(photo) < 400_000
    assert arrival.facts["device_time"]
    assert arrival.facts["last_server_time"]


def test_a_draft_is_kept_as_it_is_typed(phone: Phone, office: Office) -> None:
    phone.enrol().begin("Camat berpidato")
    expect(phone.page.get_by_text("Draf tersimpan")).to_be_visible()
    phone.reload().expect(draft=1)
    phone.press("Lanjutkan")
    expect(phone.page.get_by_label("Apa yang terjadi?")).to_have_value("Camat berpidato")
    phone.locate().finish().expect(sent=1, draft=0)
    assert len(office.whole) == 1


def test_half_an_upload_goes_on_where_it_stopped(phone: Phone, office: Office) -> None:
    phone.enrol()
    office.pieces_until_silence = 1
    phone.begin("Spanduk di kantor camat").locate().photograph(picture()).finish().expect(waiting=1)
    expect(phone.rows("waiting")).to_contain_text("Dicoba lagi pukul")
    office.pieces_until_silence = None
    (arrival,) = office.arrivals.values()
    assert [len(file) for file in arrival.files.values()] == [PIECE]
    office.calls.clear()
    phone.reload().expect(sent=1)
    pieces = [call for call in office.calls if call.startswith("PUT")]
    (size,) = arrival.declared.values()
    assert len(pieces) == -(-(size - PIECE) // PIECE)
    assert len(office.whole) == 1


def test_an_answer_that_got_lost_makes_no_second_observation(phone: Phone, office: Office) -> None:
    phone.enrol()
    office.answers_get_lost = True
    phone.begin("Baliho di sekolah").locate().finish().expect(waiting=1)
    expect(phone.rows("waiting")).to_contain_text("Dicoba lagi pukul")
    office.answers_get_lost = False
    phone.reload().expect(sent=1)
    (arrival,) = office.whole
    assert arrival.posts == 2


def test_a_busy_office_is_left_alone_for_as_long_as_it_says(phone: Phone, office: Office) -> None:
    phone.enrol()
    office.busy = {"Retry-After": "7200"}
    phone.begin("Rapat di rumah dinas").locate().finish().expect(waiting=1)
    expect(phone.rows("waiting")).to_contain_text("Dicoba lagi pukul")
    office.busy = {}
    office.calls.clear()
    phone.lose_signal().lose_signal(lost=False)
    phone.page.wait_for_timeout(1_500)
    assert not [call for call in office.calls if call.startswith("POST")]
    phone.expect(waiting=1)


def test_what_is_refused_is_kept_with_the_reason_and_can_be_corrected(phone: Phone, office: Office) -> None:
    phone.enrol()
    office.refusal = "Desa itu di luar tugas Anda."
    phone.begin("Konvoi motor dinas").locate().finish().expect(refused=1)
    expect(phone.rows("refused")).to_contain_text("Desa itu di luar tugas Anda.")
    office.refusal = ""
    phone.reload().expect(refused=1)
    phone.press("Perbaiki")
    expect(phone.page.get_by_label("Apa yang terjadi?")).to_have_value("Konvoi motor dinas")
    phone.page.get_by_label("Apa yang terjadi?").fill("Konvoi motor dinas lewat pasar")
    phone.finish().expect(sent=1, refused=0)
    (arrival,) = office.whole
    assert b"lewat pasar" in arrival.xml
    assert b"deprecatedID" not in arrival.xml


def test_a_question_of_the_office_is_answered_by_a_version_that_names_the_one_before(
    phone: Phone, office: Office
) -> None:
    phone.enrol().begin("Bagi sembako").locate().finish().expect(sent=1)
    (ident,) = office.arrivals
    office.questions = [
        {"instance_id": ident, "number": "A-0001", "words": "Siapa saksinya?", "asked_at": "2026-12-01"}
    ]
    phone.reload().expect(asked=1)
    expect(phone.rows("asked")).to_contain_text("Siapa saksinya?")
    phone.press("Jawab")
    phone.page.get_by_label("Siapa yang terlibat?").fill("Pak RT, melihat sendiri")
    phone.finish().expect(sent=2, asked=0)
    answer = office.whole[1]
    assert f"<deprecatedID>{ident}</deprecatedID>".encode() in answer.xml
    assert b"Pak RT" in answer.xml


def test_the_outbox_leaves_as_a_file_for_the_office(phone: Phone, office: Office, tmp_path: Path) -> None:
    phone.enrol().lose_signal()
    phone.begin("Mobil dinas di kampanye").locate().photograph(picture(800, 600)).finish().expect(waiting=1)
    with phone.page.expect_download() as waiting:
        phone.press("Ekspor kotak keluar")
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.suffix == ".netral-kotak"
    with zipfile.ZipFile(file) as box:
        assert box.testzip() is None
        manifest = json.loads(box.read("manifest.json"))
        (observation,) = manifest["observations"]
        assert b"Mobil dinas" in box.read(f"{observation['folder']}/amatan.xml")
        (photo,) = observation["files"]
        assert len(box.read(f"{observation['folder']}/{photo['name']}")) == photo["size"]
    phone.expect(waiting=1)
    assert office.arrivals == {}


def test_the_way_back_of_the_phone_keeps_the_draft(phone: Phone, office: Office) -> None:
    phone.enrol().begin("Belum selesai ditulis")
    phone.page.go_back()
    phone.at_home().expect(draft=1)
    phone.press("Lanjutkan")
    expect(phone.page.get_by_label("Apa yang terjadi?")).to_have_value("Belum selesai ditulis")
    phone.press("Simpan draf dan kembali")
    phone.at_home().expect(draft=1)
    phone.page.on("dialog", lambda dialog: dialog.accept())
    phone.press("Buang draf")
    phone.expect(draft=0)
    assert office.arrivals == {}


def test_many_observations_knock_once_on_a_closed_door(phone: Phone, office: Office) -> None:
    phone.enrol().lose_signal()
    for number in range(3):
        phone.begin(f"Kejadian nomor {number}").locate().finish()
    phone.expect(waiting=3)
    office.busy = {"Retry-After": "1"}
    office.calls.clear()
    phone.lose_signal(lost=False)
    expect(phone.page.get_by_text("Dicoba lagi pukul")).to_have_count(1)
    assert len([call for call in office.calls if call.startswith("POST")]) == 1
    office.busy = {}
    phone.expect(sent=3)
    assert [arrival.posts for arrival in office.whole] == [1, 1, 1]
