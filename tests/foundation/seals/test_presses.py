"""Documents by the thousand: the same as one by one, all or none, and never a row without its bytes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from netral.config.cluster import filecopies
from netral.config.errors import ClusterError
from netral.engines.seal.documents.fonts import UnprintableText
from netral.engines.seal.pdf_template.forms import SlotOverflow
from netral.engines.seal.segments import Place
from netral.engines.vault.lazy import LazySecret
from netral.foundation.files.storage import StorageBroken
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.verification import verify
from netral.foundation.seals import store
from netral.foundation.seals.actions import documents
from netral.foundation.seals.actions.documents import NoSealKey, seal_printed
from netral.foundation.seals.domain import Verdict
from netral.foundation.seals.issue import Printed
from netral.foundation.seals.models import SealedDocument, SealKey
from netral.foundation.seals.presses import press_of
from netral.foundation.seals.queries import document_by_code, pdf_of, verify_document, verify_pdf
from netral.foundation.seals.registration import PressedRow, Pressing, register_pressed
from netral.foundation.seals.tasks import count_loose
from tests.foundation.seals.samples import OFFICER, STRANGER, form, printed, sealed_letter

pytestmark = pytest.mark.django_db

CLERK = Actor("staff", "77", "Nama Pegawai", paths=("bawaslu.14.03",))


class PowerCut(Exception):
    """The lights went out."""


def press_all(institution: Institution, names: list[str]) -> list[SealedDocument]:
    prepared = [printed(institution, name, str(number)) for number, name in enumerate(names)]
    return seal_printed(institution=institution, form=form(institution), documents=prepared, by=CLERK)


def press_in_vain(institution: Institution) -> None:
    with transaction.atomic():
        press_all(institution, ["Budi"])
        raise PowerCut


def test_a_pressed_document_is_registered_stored_and_holds(
    key: SealKey, bengkalis: Institution, tmp_path: Path
) -> None:
    (document,) = press_all(bengkalis, ["Siti Aminah"])
    pdf = pdf_of(document)
    assert (document.size, document.sha256) == (len(pdf), hashlib.sha256(pdf).hexdigest())
    assert verify_document(document).verdict is Verdict.HOLDS
    (tmp_path / "letter.pdf").write_bytes(pdf)
    report = subprocess.run(["pdfsig", tmp_path / "letter.pdf"], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in report
    words = subprocess.run(["pdftotext", tmp_path / "letter.pdf", "-"], capture_output=True, text=True, check=True)
    assert "Siti Aminah" in words.stdout
    assert document.shown_code in words.stdout


def test_what_is_returned_is_what_the_database_holds(key: SealKey, bengkalis: Institution) -> None:
    for made in press_all(bengkalis, ["Siti Aminah", "Budi 'O\"Neil", "Ńguyễn Ḍewa"]):
        stored = SealedDocument.objects.get(pk=made.pk)
        names = [field.attname for field in SealedDocument._meta.concrete_fields if field.attname != "wrapped_key"]
        assert {name: getattr(made, name) for name in names} == {name: getattr(stored, name) for name in names}
        assert bytes(made.wrapped_key) == bytes(stored.wrapped_key) == b""
        assert made.institution == bengkalis


def test_two_thousand_at_once_equal_one_by_one(key: SealKey, bengkalis: Institution) -> None:
    names = [f"Pegawai {number} {'panjang ' * (number % 7)}".strip() for number in range(2_000)]
    together = press_all(bengkalis, names)
    assert len({document.code for document in together}) == 2_000
    alone = [press_all(bengkalis, [names[number]])[0] for number in range(0, 2_000, 250)]
    for number, single in zip(range(0, 2_000, 250), alone, strict=True):
        one = together[number]
        assert (one.facts, one.title, one.kind, one.scopes) == (single.facts, single.title, single.kind, single.scopes)
        # All sizes of a class are equal; what differs is code, signature and, one by one, the moment.
        assert one.size == single.size
    for document in together[::125]:
        assert hashlib.sha256(pdf_of(document)).hexdigest() == document.sha256
        assert verify_document(document).verdict is Verdict.HOLDS
    events = Event.objects.filter(kind="seal.document_sealed")
    assert {event.subject_id: event.data["sha256"] for event in events} == {
        str(document.pk): document.sha256 for document in [*together, *alone]
    }
    assert verify().ok


def test_the_institution_seals_and_no_person_is_named(key: SealKey, bengkalis: Institution) -> None:
    press_all(bengkalis, ["Siti Aminah"])
    event = Event.objects.get(kind="seal.document_sealed")
    assert (event.actor, event.actor_label) == ("system:bawaslu.14.03", "Bawaslu Kabupaten Bengkalis")
    assert "Nama Pegawai" not in str(event.body())
    assert "Siti" not in str(event.body())


def test_only_its_scopes_see_the_rows_and_its_code_finds_it(key: SealKey, bengkalis: Institution) -> None:
    (document,) = press_all(bengkalis, ["Siti Aminah"])
    for path, seen in (("pemda.14.03", 1), ("bawaslu.14", 1), ("bawaslu.33.74", 0)):
        with reading_as(Actor("staff", "9", "Lain", paths=(path,))):
            assert SealedDocument.objects.count() == seen
    with reading_as(STRANGER):
        assert document_by_code(document.code) == document


@pytest.mark.parametrize(("name", "refusal"), [("x" * 81, SlotOverflow), ("名前", UnprintableText)])
def test_one_text_that_does_not_fit_refuses_all(
    name: str, refusal: type[Exception], key: SealKey, bengkalis: Institution
) -> None:
    with pytest.raises(refusal):
        press_all(bengkalis, ["Siti Aminah", name])
    assert not SealedDocument.objects.exists()
    assert not Event.objects.filter(kind="seal.document_sealed").exists()


def test_without_key_nothing_is_pressed(bengkalis: Institution) -> None:
    with pytest.raises(NoSealKey):
        press_all(bengkalis, ["Siti Aminah"])


def test_documents_of_another_institution_are_refused(key: SealKey, bengkalis: Institution) -> None:
    other = Institution.objects.get(path="bawaslu.33.74")
    with pytest.raises(ValueError, match="one institution"):
        seal_printed(institution=bengkalis, form=form(bengkalis), documents=[printed(other, "Siti")], by=CLERK)


def test_facts_are_texts(key: SealKey, bengkalis: Institution) -> None:
    wrong: Printed = printed(bengkalis, "Siti")
    object.__setattr__(wrong.draft, "facts", [("Tahun", 2024)])
    with pytest.raises(ValueError, match="both text"):
        seal_printed(institution=bengkalis, form=form(bengkalis), documents=[wrong], by=CLERK)


def loose() -> tuple[int, int]:
    with elevated("test"):
        found = store.kept()
    return found.records, found.loose


def test_a_crash_between_append_and_commit_leaves_records_without_rows(
    key: SealKey, bengkalis: Institution, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = press_all(bengkalis, ["Siti Aminah"])

    def cut(*args: object, **kwargs: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(documents, "record_many", cut)
        with pytest.raises(PowerCut):
            press_all(bengkalis, ["Budi", "Dewi"])
    assert list(SealedDocument.objects.all()) == kept
    assert loose() == (3, 2)
    assert count_loose(0) == 2
    again = press_all(bengkalis, ["Budi", "Dewi"])
    assert loose() == (5, 2)
    assert all(verify_document(document).verdict is Verdict.HOLDS for document in [*kept, *again])


def test_a_rollback_of_the_action_around_leaves_no_rows_either(key: SealKey, bengkalis: Institution) -> None:
    with pytest.raises(PowerCut):
        press_in_vain(bengkalis)
    assert not SealedDocument.objects.exists()
    assert loose() == (1, 1)


def test_records_of_a_rollback_are_not_registered_when_somebody_finds_one(key: SealKey, bengkalis: Institution) -> None:
    with pytest.raises(PowerCut):
        press_in_vain(bengkalis)
    ((_place, stored),) = store.store()
    assert verify_pdf(store.store().assemble(stored)).verdict is Verdict.UNREGISTERED


def test_bytes_are_on_the_disk_before_the_row_is_written(
    key: SealKey, bengkalis: Institution, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []

    def watched(rows: Sequence[PressedRow], places: Sequence[Place], pressing: Pressing) -> list[SealedDocument]:
        # Another process sees them: nothing of them is kept in this one's memory alone.
        store._store.cache_clear()
        seen.extend(store.read(*place) for place in places)
        assert not SealedDocument.objects.exists()
        return register_pressed(rows, places, pressing)

    monkeypatch.setattr(documents, "register_pressed", watched)
    (document,) = press_all(bengkalis, ["Siti"])
    assert seen == [pdf_of(document)]


def test_a_full_disk_seals_nothing(
    key: SealKey, bengkalis: Institution, settings: SimpleNamespace, places: Path
) -> None:
    (places / "store").write_text("no folder")
    with pytest.raises(StorageBroken):
        press_all(bengkalis, ["Siti"])
    assert not SealedDocument.objects.exists()


def test_a_changed_record_or_skeleton_is_told(key: SealKey, bengkalis: Institution, places: Path) -> None:
    (document,) = press_all(bengkalis, ["Siti"])
    (skeleton,) = (places / "store" / "sealed" / "skeletons").iterdir()
    whole = skeleton.read_bytes()
    skeleton.write_bytes(whole.replace(b"netralitas", b"NETRALITAS") + b"x")
    store._store.cache_clear()
    with pytest.raises(StorageBroken):
        pdf_of(document)
    skeleton.write_bytes(whole)
    segment = places / "store" / "sealed" / f"{document.segment}.seg"
    content = bytearray(segment.read_bytes())
    content[-1] ^= 1
    segment.write_bytes(content)
    store._store.cache_clear()
    with pytest.raises(StorageBroken):
        pdf_of(document)


def test_the_segments_open_with_no_other_master_key(
    key: SealKey, bengkalis: Institution, settings: SimpleNamespace, places: Path
) -> None:
    (document,) = press_all(bengkalis, ["Siti Aminah"])
    stored = b"".join(file.read_bytes() for file in (places / "store").rglob("*.seg"))
    assert b"Siti" not in stored
    settings.NETRAL_MASTER_KEY = LazySecret(lambda: "another")
    with pytest.raises(StorageBroken):
        pdf_of(document)


def test_a_backup_of_the_files_brings_pressed_documents_back(
    key: SealKey,
    bengkalis: Institution,
    settings: SimpleNamespace,
    places: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    (document,) = press_all(bengkalis, ["Siti Aminah"])
    pdf, single = pdf_of(document), sealed_letter(bengkalis)
    backup = tmp_path_factory.mktemp("backup") / "files.tar"
    filecopies.pack(places, backup)
    assert backup.stat().st_mode & 0o077 == 0
    shutil.rmtree(places / "store")
    store._store.cache_clear()
    with pytest.raises(StorageBroken):
        pdf_of(document)
    before = filecopies.unpack(backup, places)
    assert before is not None
    assert not (before / "store").exists()
    assert pdf_of(document) == pdf
    assert verify_document(single).verdict is Verdict.HOLDS


def test_a_backup_of_the_files_that_is_none_changes_nothing(
    places: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    broken = tmp_path_factory.mktemp("backup") / "files.tar"
    broken.write_bytes(b"no tar")
    (places / "here").write_text("x")
    with pytest.raises(ClusterError, match="nothing was changed"):
        filecopies.unpack(broken, places)
    assert (places / "here").read_text() == "x"


def test_a_press_is_set_in_type_once(key: SealKey, bengkalis: Institution) -> None:
    assert press_of(form(bengkalis), key) is press_of(form(bengkalis), key)


def test_thousands_cost_few_statements(key: SealKey, bengkalis: Institution) -> None:
    press_all(bengkalis, ["Siti"])
    connection.force_debug_cursor = True
    try:
        before = len(connection.queries_log)
        press_all(bengkalis, [f"Pegawai {number}" for number in range(300)])
        assert len(connection.queries_log) - before < 10
    finally:
        connection.force_debug_cursor = False
    assert SealedDocument.objects.visible_to(OFFICER).count() == 301
