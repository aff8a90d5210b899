"""The store: pressed documents come back as the files that were sealed, whatever process asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from netral.engines.seal.documents.blocks import Fields, Letterhead, SealNote, Slot
from netral.engines.seal.pdf_template.forms import Form
from netral.engines.seal.pdf_template.template_signer import Pressed, TemplateSigner
from netral.engines.seal.record_store.frames import RecordDamaged, WrongKey
from netral.engines.seal.segments import Place, SegmentReader, SegmentWriter
from netral.engines.seal.signers import LocalSigner
from netral.engines.seal.store import SealedStore, SkeletonMissing
from tests.engines.seal.samples import NAME, SEALED_AT, URL

KEY = bytes(range(32))
FORM = Form(
    letterhead=Letterhead("Bawaslu Kabupaten Bengkalis"),
    title="Pakta Integritas",
    number=Slot("number", 30),
    blocks=(Fields((("Nama", Slot("name", 300)),)),),
    seal=SealNote(Slot("url", 100), Slot("code", 14), "Pindai."),
)


@pytest.fixture(scope="module")
def documents(signer: LocalSigner) -> list[Pressed]:
    press = TemplateSigner(FORM, signer)
    names = [NAME, "Siti", "Nama yang sangat panjang " * 11, "Budi"]
    values = [
        {"name": name.strip(), "number": f"PI/{place}", "code": "7K3M-9QXA-2WDT"} for place, name in enumerate(names)
    ]
    return [press.seal(each, url=URL, at=SEALED_AT) for each in values]


def test_documents_come_back_with_their_notes(documents: list[Pressed], tmp_path: Path) -> None:
    notes = [b"", b"note", b"x" * 5000, "Žuković".encode()]
    with SealedStore(tmp_path, KEY) as store:
        places = store.append(documents, notes)

    with SealedStore(tmp_path, KEY) as other:
        assert [other.read(place) for place in places] == [document.pdf for document in documents]
        assert [other.stored(place).note for place in places] == notes
        assert [(place, stored.body) for place, stored in other] == [
            (place, document.body) for place, document in zip(places, documents, strict=True)
        ]
    assert len({document.skeleton.ident for document in documents}) == len(list((tmp_path / "skeletons").iterdir())) > 1


def test_reading_alone_changes_nothing_on_the_disk(documents: list[Pressed], tmp_path: Path) -> None:
    with SealedStore(tmp_path, KEY) as store:
        (place,) = store.append(documents[:1])
    with SegmentWriter(tmp_path, KEY) as writer:
        writer.append([b"x" * 100])
        torn = tmp_path / f"{writer.append([b'y' * 100])[0].segment}.seg"
    with torn.open("r+b") as file:
        file.truncate(torn.stat().st_size - 7)
    size = torn.stat().st_size

    with SealedStore(tmp_path, KEY) as store:
        assert store.read(place) == documents[0].pdf
        assert torn.stat().st_size == size
        assert list(tmp_path.glob("*.cut")) == []


def test_a_skeleton_that_is_missing_or_changed_is_told(documents: list[Pressed], tmp_path: Path) -> None:
    with SealedStore(tmp_path, KEY) as store:
        (place,) = store.append(documents[:1])
    skeleton = tmp_path / "skeletons" / documents[0].skeleton.ident
    content = bytearray(skeleton.read_bytes())
    content[-100] ^= 1

    skeleton.write_bytes(content)
    with SealedStore(tmp_path, KEY) as store, pytest.raises(SkeletonMissing, match="was changed"):
        store.read(place)
    skeleton.write_bytes(b"nothing")
    with SealedStore(tmp_path, KEY) as store, pytest.raises(SkeletonMissing, match="cannot be read"):
        store.read(place)
    skeleton.unlink()
    with SealedStore(tmp_path, KEY) as store, pytest.raises(SkeletonMissing, match="cannot be read"):
        store.read(place)


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    with SegmentWriter(tmp_path, KEY) as writer:
        (place,) = writer.append([b"x"])

    with SealedStore(tmp_path, KEY) as store:
        with pytest.raises(RecordDamaged, match="too short"):
            store.read(place)
        with pytest.raises(SkeletonMissing, match="no name of a skeleton"):
            store.skeletons.get("../netral")
    with SealedStore(tmp_path, bytes(32)) as store, pytest.raises(WrongKey):
        store.read(place)


def test_notes_belong_to_documents_one_by_one(documents: list[Pressed], tmp_path: Path) -> None:
    with SealedStore(tmp_path, KEY) as store, pytest.raises(ValueError, match="shorter"):
        store.append(documents, [b"only one"])
    assert list(SegmentReader(tmp_path, KEY)) == []
    assert SealedStore(tmp_path, KEY).append([]) == list[Place]()
