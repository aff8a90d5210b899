"""What a phone sends arrives once, whole or in pieces, under its own post, whatever happens on the way."""

import hashlib
import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from pytest_django import DjangoAssertNumQueries

from netral.apps.fieldwork.actions.form_versions import end_version
from netral.apps.fieldwork.deliveries import deliver, deliver_piece
from netral.apps.fieldwork.domain.observations import ObservationState
from netral.apps.fieldwork.domain.submissions import ContentConflict, FileConflict, SubmissionRefused
from netral.apps.fieldwork.inputs import DeclaredFile, FilePiece, SentContent
from netral.apps.fieldwork.models import FilePart, Observation, ObservationContent, ObservationFile
from netral.engines.xforms.instance import read_instance
from netral.foundation.accounts.queries import current_day
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from tests.apps.fieldwork.field import Field, enrolled_phone, field
from tests.apps.fieldwork.observed import new_instance, observed, photo, send
from tests.apps.supervisors.posts import MUNTAI
from tests.conftest import CAMPAIGN_DAY
from tests.ground import person

# A photo in one piece: everything between its arrival and its observation's number.
MOST_QUERIES = 26

pytestmark = pytest.mark.usefixtures("ground")


def only() -> Observation:
    with elevated("the test reads what came"):
        return Observation.objects.select_related("observer__posting").get()


def test_an_observation_without_files_is_complete_at_once_and_numbered() -> None:
    place = field()
    receipt = send(place.phone, observed(place.form))
    assert receipt.is_complete
    assert receipt.number == "AMT/14.03/2024/00001"
    row = only()
    assert (row.state, row.region_id, row.title) == (
        ObservationState.RECEIVED,
        "14.03.02.2001",
        "Spanduk di balai desa",
    )
    assert (row.latitude, row.longitude, row.accuracy) == (1.5215, 102.1123, 12.0)
    assert row.known_at is not None
    assert row.known_at.isoformat() == "2024-10-07T02:30:00+00:00"
    assert not row.outside
    assert not row.outdated


def test_the_same_sending_again_leaves_nothing_behind_and_is_answered_alike() -> None:
    place, instance = field(), new_instance()
    xml = observed(place.form, instance=instance)
    first = send(place.phone, xml)
    events = Event.objects.count()
    assert [send(place.phone, xml) for _time in range(3)] == [first] * 3
    assert Event.objects.count() == events
    with pytest.raises(ContentConflict, match="tanda yang sama"):
        send(place.phone, observed(place.form, instance=instance, what="Lain"))
    other = enrolled_phone(place.office, MUNTAI, "Rina Wati")
    with pytest.raises(ContentConflict):
        send(other, xml)
    assert only().title == "Spanduk di balai desa"


def test_a_photo_is_waited_for_and_may_come_in_another_post() -> None:
    place = field()
    xml = observed(place.form, photo="a.jpg")
    begun = send(place.phone, xml)
    assert not begun.number
    assert [each.name for each in begun.missing] == ["a.jpg"]
    assert send(place.phone, xml, {"b.jpg": photo()}).missing == begun.missing
    done = send(place.phone, xml, {"a.jpg": photo()})
    assert done.is_complete
    assert send(place.phone, xml, {"a.jpg": photo(shade=10)}) == done
    with elevated("the test reads what came"):
        stored = ObservationFile.objects.get().stored
        assert stored is not None
        assert stored.media_type == "image/jpeg"
        assert stored.scopes == only().scopes


def test_a_file_of_another_kind_is_refused_in_words_and_the_observation_stands() -> None:
    place = field()
    done = send(
        place.phone, observed(place.form, photo="a.jpg"), {"a.jpg": SimpleUploadedFile("a.jpg", b"MZ\x90\x00" * 99)}
    )
    assert done.is_complete
    assert done.refused[0][0] == "a.jpg"
    assert "Jenis berkas" in done.refused[0][1]


def declared(place: Field, content: bytes, **sent: str) -> tuple[str, SentContent]:
    instance = new_instance()
    xml = observed(place.form, photo="a.jpg", instance=instance, **sent)
    file = DeclaredFile("a.jpg", len(content), hashlib.sha256(content).hexdigest())
    return instance, SentContent(xml, read_instance(xml), (file,))


def test_pieces_continue_where_they_broke_off() -> None:
    place, whole = field(), photo().read()
    instance, sent = declared(place, whole)
    deliver(sent, place.phone, {})
    half = len(whole) // 2
    receipt = deliver_piece(instance, FilePiece("a.jpg", 0, whole[:half]), place.phone)
    assert receipt.missing[0].received == half
    for wrong in (0, half - 1, half + 1):
        with pytest.raises(FileConflict) as refused:
            deliver_piece(instance, FilePiece("a.jpg", wrong, whole[half:]), place.phone)
        assert refused.value.received == half
    with pytest.raises(FileConflict):
        deliver_piece(instance, FilePiece("a.jpg", half, whole[half:] + b"more"), place.phone)
    assert deliver_piece(instance, FilePiece("a.jpg", half, whole[half:]), place.phone).is_complete
    assert deliver_piece(instance, FilePiece("a.jpg", half, whole[half:]), place.phone).is_complete
    with elevated("the test reads what came"):
        assert not FilePart.objects.exists()
        assert ObservationFile.objects.get().sha256 == hashlib.sha256(whole).hexdigest()


def test_a_file_damaged_on_the_way_begins_anew() -> None:
    place, whole = field(), photo().read()
    instance, sent = declared(place, whole)
    deliver(sent, place.phone, {})
    spoilt = deliver_piece(instance, FilePiece("a.jpg", 0, bytes(len(whole))), place.phone)
    assert spoilt.missing[0].received == 0
    assert deliver_piece(instance, FilePiece("a.jpg", 0, whole), place.phone).is_complete


def test_a_file_begun_in_pieces_and_then_sent_whole_leaves_no_pieces() -> None:
    place, whole = field(), photo().read()
    instance, sent = declared(place, whole)
    deliver(sent, place.phone, {})
    deliver_piece(instance, FilePiece("a.jpg", 0, whole[:100]), place.phone)
    assert deliver(sent, place.phone, {"a.jpg": photo()}).is_complete
    with elevated("the test reads what came"):
        assert not FilePart.objects.exists()
        file = ObservationFile.objects.get()
    assert (file.received, file.size, file.sha256) == (len(whole), len(whole), hashlib.sha256(whole).hexdigest())
    assert file.stored_id
    assert Event.objects.filter(kind="observation.file_arrived").count() == 1


def test_a_file_begun_in_pieces_and_refused_whole_leaves_no_pieces() -> None:
    place, program = field(), b"MZ\x90\x00" * 99
    instance, sent = declared(place, program)
    deliver(sent, place.phone, {})
    deliver_piece(instance, FilePiece("a.jpg", 0, program[:100]), place.phone)
    done = deliver(sent, place.phone, {"a.jpg": SimpleUploadedFile("a.jpg", program)})
    assert done.is_complete
    assert "Jenis berkas" in done.refused[0][1]
    with elevated("the test reads what came"):
        assert not FilePart.objects.exists()


def test_a_photo_in_one_piece_is_stored_at_once(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    place, whole = field(), photo().read()
    instance, sent = declared(place, whole)
    deliver(sent, place.phone, {})
    with django_assert_max_num_queries(MOST_QUERIES) as counted:
        assert deliver_piece(instance, FilePiece("a.jpg", 0, whole), place.phone).is_complete
    told = [query["sql"] for query in counted.captured_queries]
    assert not [sql for sql in told if '"fieldwork_filepart"' in sql]


def test_pieces_of_nothing_known_are_refused() -> None:
    place, whole = field(), photo().read()
    with pytest.raises(SubmissionRefused, match="belum dikenal"):
        deliver_piece(new_instance(), FilePiece("a.jpg", 0, whole), place.phone)
    instance, sent = declared(place, whole)
    deliver(sent, place.phone, {})
    with pytest.raises(SubmissionRefused, match="tidak menyebut"):
        deliver_piece(instance, FilePiece("b.jpg", 0, whole), place.phone)
    other = enrolled_phone(place.office, MUNTAI, "Rina Wati")
    with pytest.raises(SubmissionRefused, match="belum dikenal"):
        deliver_piece(instance, FilePiece("a.jpg", 0, whole), other)


def test_an_old_version_is_taken_and_marked_and_one_never_published_is_refused() -> None:
    place = field()
    xml = observed(place.form).replace(place.form.version.encode(), b"1999")
    with pytest.raises(SubmissionRefused, match="tidak pernah terbit"):
        send(place.phone, xml)
    ender = person("form_editor", "bawaslu", name="Pengakhir")
    with elevated("the test ends the form"):
        end_version(version=place.form, last_day=current_day(), words="Diganti", by=ender.actor)
    with clock.at(clock.now() + timedelta(days=3)):
        assert send(place.phone, observed(place.form)).is_complete
    assert only().outdated


def test_a_village_outside_the_post_is_kept_and_marked() -> None:
    place = field()
    assert send(place.phone, observed(place.form, village=MUNTAI)).is_complete
    assert (only().outside, only().region_id) == (True, MUNTAI)


def test_a_correction_adds_a_version_and_keeps_the_first() -> None:
    place, first = field(), new_instance()
    number = send(place.phone, observed(place.form, instance=first)).number
    again = send(place.phone, observed(place.form, replaces=first, what="Spanduk dan panggung"))
    assert again.number == number
    assert only().title == "Spanduk dan panggung"
    with elevated("the test reads what came"):
        kept = [bytes(each.xml) for each in ObservationContent.objects.order_by("ordinal")]
    assert [b"panggung" in xml for xml in kept] == [False, True]
    with pytest.raises(SubmissionRefused, match="belum tiba atau bukan milik"):
        send(place.phone, observed(place.form, replaces=new_instance()))
    other = enrolled_phone(place.office, MUNTAI, "Rina Wati")
    with pytest.raises(SubmissionRefused, match="bukan milik"):
        send(other, observed(place.form, replaces=first))


def test_what_comes_long_after_the_term_is_refused_with_the_way_out() -> None:
    place = field()
    with clock.at(clock.now() + timedelta(days=200)), pytest.raises(SubmissionRefused, match="Ekspor kotak keluar"):
        send(place.phone, observed(place.form))


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_one_who_sends_twice_at_once_is_taken_once() -> None:
    place = field()
    xml, answers = observed(place.form, photo="a.jpg"), []

    def post() -> None:
        with clock.at(CAMPAIGN_DAY):
            answers.append(send(place.phone, xml, {"a.jpg": photo()}))
        connections.close_all()

    threads = [threading.Thread(target=post) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.number for answer in answers} == {"AMT/14.03/2024/00001"}
    assert only().number == "AMT/14.03/2024/00001"
