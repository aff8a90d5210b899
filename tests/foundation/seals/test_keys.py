"""Keys are replaced and revoked without undoing what they sealed; the ledger's order decides what came first."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from netral.engines.seal.certificates import fingerprint, load_chain
from netral.engines.seal.documents.render import render
from netral.engines.seal.pades import Mark, PadesSealer
from netral.engines.seal.verification import verify_pdf as read_seal
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import at, now
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import action, record
from netral.foundation.ledger.sequencer import sequence_pending
from netral.foundation.seals.actions.keys import (
    KeyReplacedAlready,
    KeyRevokedAlready,
    create_root_key,
    create_seal_key,
    revoke_key,
    rotate_key,
)
from netral.foundation.seals.domain import KeyStanding, Verdict, make_code
from netral.foundation.seals.events import DOCUMENT_SEALED
from netral.foundation.seals.issue import Issue
from netral.foundation.seals.keyfiles import root_file, signer_of
from netral.foundation.seals.models import KeyKind, SealedDocument, SealKey
from netral.foundation.seals.queries import active_key, keys_with_standing, root_key, verify_document, verify_pdf
from netral.foundation.seals.registration import register_single, said_of
from netral.foundation.seals.sealers import revocation_list
from tests.foundation.seals.samples import draft, letter, sealed_letter

pytestmark = pytest.mark.django_db

CODES = iter(range(1, 1000))
Committing = Callable[..., AbstractContextManager[list[Callable[[], object]]]]


@pytest.fixture
def root(key: SealKey) -> SealKey:
    return SealKey.objects.get(kind=KeyKind.ROOT)


@action
def seal_as_a_thief_would(institution: Institution, key: SealKey) -> SealedDocument:
    """What somebody does who has a revoked key and may write to the register."""
    code = make_code(next(CODES).to_bytes(7, "big"))
    plain = render(letter(Issue(code, now(), institution)))
    document = register_single(draft(institution), PadesSealer(signer_of(key)).seal(plain, Mark(now())), code, key=key)
    record(DOCUMENT_SEALED, subject=document, by=SYSTEM, data=said_of(document))
    return document


def test_a_replaced_key_seals_no_more_but_what_it_sealed_holds(key: SealKey, bengkalis: Institution) -> None:
    before = sealed_letter(bengkalis)
    successor = rotate_key(key=key, by=SYSTEM)
    assert successor.replaces == key
    assert active_key(bengkalis, now()) == successor
    after = sealed_letter(bengkalis)
    assert after.key == successor
    assert [verify_document(found).verdict for found in (before, after)] == [Verdict.HOLDS, Verdict.HOLDS]
    event = Event.objects.get(kind="seal.key_replaced")
    assert (event.subject_id, event.data["successor"]) == (str(key.pk), successor.fingerprint)


def test_a_replaced_key_does_not_come_back_when_its_successor_is_revoked(key: SealKey, bengkalis: Institution) -> None:
    revoke_key(key=rotate_key(key=key, by=SYSTEM), reason="Komputer hilang", by=SYSTEM)
    assert active_key(bengkalis, now()) is None


def test_a_key_is_replaced_once_and_not_after_its_revocation(key: SealKey, bengkalis: Institution) -> None:
    rotate_key(key=key, by=SYSTEM)
    with pytest.raises(KeyReplacedAlready):
        rotate_key(key=key, by=SYSTEM)
    other = create_seal_key(institution=bengkalis, by=SYSTEM)
    revoke_key(key=other, reason="Komputer hilang", by=SYSTEM)
    with pytest.raises(KeyRevokedAlready):
        rotate_key(key=other, by=SYSTEM)


def test_a_replaced_root_keeps_its_seals_and_the_new_one_signs(root: SealKey, bengkalis: Institution) -> None:
    before = sealed_letter(bengkalis)
    newer = rotate_key(key=root, by=SYSTEM)
    assert root_key(now()) == newer
    made = create_seal_key(institution=bengkalis, by=SYSTEM)
    assert fingerprint(load_chain(made.certificates)[-1]) == newer.fingerprint
    assert verify_document(before).verdict is Verdict.HOLDS
    assert verify_document(sealed_letter(bengkalis)).verdict is Verdict.HOLDS


def test_the_standing_of_keys_is_told_in_a_word(key: SealKey, bengkalis: Institution) -> None:
    newer = rotate_key(key=key, by=SYSTEM)
    assert [standing for _, standing in keys_with_standing(now(), bengkalis)] == [
        KeyStanding.REPLACED,
        KeyStanding.SEALS,
    ]
    with at(newer.valid_to + timedelta(days=1)):
        assert keys_with_standing(now(), bengkalis)[-1][1] is KeyStanding.EXPIRED
    with at(newer.valid_from - timedelta(days=1)):
        assert keys_with_standing(now(), bengkalis)[-1][1] is KeyStanding.NOT_YET
    revoke_key(key=newer, reason="Komputer hilang", by=SYSTEM)
    assert keys_with_standing(now(), bengkalis)[-1][1] is KeyStanding.REVOKED


@pytest.mark.parametrize("sequenced", [False, True])
def test_after_a_revocation_the_order_of_the_ledger_decides(
    sequenced: bool, key: SealKey, bengkalis: Institution
) -> None:
    earlier = sealed_letter(bengkalis)
    with at(now() + timedelta(hours=1)):
        revoke_key(key=key, reason="Komputer hilang", by=SYSTEM)
    if sequenced:
        sequence_pending()
    with at(now() + timedelta(hours=2)):
        later = seal_as_a_thief_would(bengkalis, key)
    if sequenced:
        sequence_pending()
    assert verify_document(earlier).verdict is Verdict.HOLDS
    assert verify_document(later).verdict is Verdict.REVOKED


def test_no_clock_set_back_helps_once_the_revocation_has_its_place(key: SealKey, bengkalis: Institution) -> None:
    earlier = sealed_letter(bengkalis)
    revoke_key(key=key, reason="Komputer hilang", by=SYSTEM)
    sequence_pending()
    with at(now() - timedelta(minutes=30)):
        backdated = seal_as_a_thief_would(bengkalis, key)
    assert backdated.issued_at < earlier.issued_at
    assert verify_document(backdated).verdict is Verdict.REVOKED
    sequence_pending()
    assert verify_document(backdated).verdict is Verdict.REVOKED
    assert verify_document(earlier).verdict is Verdict.HOLDS


def test_an_event_about_another_file_vouches_for_nothing(key: SealKey, bengkalis: Institution) -> None:
    @action
    def register_alone(*, sha256: str) -> SealedDocument:
        document = register_single(draft(bengkalis), pdf, code, key=key)
        record(DOCUMENT_SEALED, subject=document, by=SYSTEM, data={**said_of(document), "sha256": sha256})
        return document

    code = make_code(b"1234567")
    pdf = PadesSealer(signer_of(key)).seal(render(letter(Issue(code, now(), bengkalis))), Mark(now()))
    document = register_alone(sha256="0" * 64)
    with at(now() + timedelta(hours=1)):
        revoke_key(key=key, reason="Komputer hilang", by=SYSTEM)
    assert verify_document(document).verdict is Verdict.REVOKED


def test_a_revoked_root_takes_its_keys_along_but_not_what_they_sealed_before(
    root: SealKey, key: SealKey, bengkalis: Institution
) -> None:
    earlier = sealed_letter(bengkalis)
    with at(now() + timedelta(hours=1)):
        revoke_key(key=root, reason="Kunci akar bocor", by=SYSTEM)
        key.refresh_from_db()
        assert key.revocation_reason == "Kunci akar bocor"
        assert Event.objects.filter(kind="seal.key_revoked").count() == 2
        assert active_key(bengkalis, now()) is None
        assert verify_document(earlier).verdict is Verdict.HOLDS
        later = seal_as_a_thief_would(bengkalis, key)
    assert verify_document(later).verdict is Verdict.REVOKED
    assert create_seal_key(institution=bengkalis, by=SYSTEM) == active_key(bengkalis, now())


def test_a_root_is_published_when_it_is_saved_and_withdrawn_when_revoked(
    django_capture_on_commit_callbacks: Committing, places: Path
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        root = create_root_key(by=SYSTEM)
    file = root_file(root.fingerprint)
    assert file == places / "keys" / "roots" / f"{root.fingerprint}.pem"
    assert file.stat().st_mode & 0o777 == 0o644
    assert file.parent.stat().st_mode & 0o777 == 0o755
    assert fingerprint(load_chain(file.read_text())[0]) == root.fingerprint
    with django_capture_on_commit_callbacks(execute=True):
        revoke_key(key=root, reason="Kunci akar bocor", by=SYSTEM)
    assert not file.exists()


def test_a_root_that_was_not_saved_is_not_published(places: Path) -> None:
    class Stop(Exception):
        """The transaction does not commit."""

    @action
    def stop_late() -> None:
        create_root_key(by=SYSTEM)
        raise Stop

    with pytest.raises(Stop):
        stop_late()
    assert not (places / "keys" / "roots").exists()


def test_openssl_reads_the_list_of_revoked_certificates(
    root: SealKey, key: SealKey, bengkalis: Institution, tmp_path: Path
) -> None:
    revoke_key(key=key, reason="Komputer hilang", by=SYSTEM)
    (tmp_path / "root.pem").write_text(root.certificates)
    (tmp_path / "list.crl").write_bytes(revocation_list(root, now()))
    command = ["openssl", "crl", "-inform", "DER", "-in", "list.crl", "-CAfile", "root.pem", "-noout", "-text"]
    read = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "verify OK" in read.stderr
    assert f"{load_chain(key.certificates)[0].serial_number:X}" in read.stdout.replace(":", "")


def test_without_database_the_list_refuses_what_the_revoked_key_sealed(
    root: SealKey, key: SealKey, bengkalis: Institution
) -> None:
    pdf = PadesSealer(signer_of(key)).seal(render(letter(Issue(make_code(b"7654321"), now(), bengkalis))), Mark(now()))
    roots = [load_chain(root.certificates)[0]]
    assert read_seal(pdf, roots, at=now(), crls=[revocation_list(root, now())]).holds
    revoke_key(key=key, reason="Komputer hilang", by=SYSTEM)
    assert not read_seal(pdf, roots, at=now(), crls=[revocation_list(root, now())]).holds
    assert verify_pdf(pdf).verdict is Verdict.REVOKED
