"""The public log over HTTP: what programs get, what they are refused, and the page for people."""

import pytest
from django.test import Client
from nacl.signing import SigningKey
from pytest_django import Settings

from netral.engines.merkle.cosignatures import Cosigner, cosign, cosigned_by
from netral.engines.merkle.note import head_of, with_signatures
from netral.engines.merkle.tiles import Missing, TiledTree
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.identity import log_verifier
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Leaf
from netral.foundation.ledger.recording import action, record
from netral.foundation.ledger.sequencer import sequence_pending
from tests.engines.merkle.trees import root_of

pytestmark = pytest.mark.django_db
HAPPENED = EventKind("test.shown", "Terlihat")
KEY = SigningKey(bytes(range(32)))
WITNESS = Cosigner("saksi.example/netral", KEY.verify_key)


@action
def happen(*, times: int) -> None:
    """Record some events."""
    for number in range(times):
        record(HAPPENED, subject=("test", str(number)), by=SYSTEM, data={"number": number})


class Site:
    """The log of the site as a reader over HTTP gets it."""

    def __init__(self) -> None:
        self.client = Client()

    def read(self, path: str) -> bytes:
        """Return one file of the log."""
        answer = self.client.get(f"/ledger/{path}")
        if answer.status_code == 404:
            raise Missing(path)
        assert answer.status_code == 200
        assert not answer.cookies
        return answer.content


def logged(times: int) -> str:
    happen(times=times)
    sequence_pending()
    return Site().read("checkpoint").decode()


def witness(settings: Settings) -> None:
    settings.LEDGER_WITNESSES = [WITNESS.written()]


def hand_in(note: str, key: SigningKey = KEY, name: str = WITNESS.name) -> tuple[int, str]:
    line = cosign(note, name, key, int(clock.now().timestamp()))
    answer = Client().post("/ledger/cosignatures", with_signatures(note, [line]), content_type="text/plain")
    return answer.status_code, answer.content.decode()


def test_a_reader_gets_checkpoint_tiles_and_entries() -> None:
    head = log_verifier().open(logged(300))
    entries = [bytes(entry) for entry in Leaf.objects.order_by("position").values_list("commitment", flat=True)]
    tree = TiledTree(Site(), head)
    assert (head.size, head.root) == (300, root_of(entries))
    assert list(tree.entries(0, 300)) == entries
    assert len(tree.inclusion_proof(299)) > 3


def test_headers_say_what_may_be_kept() -> None:
    logged(300)
    note, tile = Client().get("/ledger/checkpoint"), Client().get("/ledger/tile/0/000")
    assert (note["Content-Type"], note["Cache-Control"]) == ("text/plain; charset=utf-8", "no-cache")
    assert (tile["Content-Type"], len(tile.content)) == ("application/octet-stream", 8192)
    assert "immutable" in tile["Cache-Control"]
    assert {answer["Access-Control-Allow-Origin"] for answer in (note, tile)} == {"*"}


@pytest.mark.parametrize(
    "path",
    [
        "0/001",
        "0/001.p/45",
        "0/001.p/0",
        "0/001.p/044",
        "0/1.p/44",
        "00/000",
        "64/000",
        "2/000.p/1",
        "entries/002.p/1",
        "../checkpoint",
        "0/000/../000",
        "0/x000/000\n",
    ],
)
def test_what_is_not_published_is_not_found(path: str) -> None:
    logged(300)
    assert Client().get(f"/ledger/tile/{path}").status_code == 404


def test_an_empty_log_says_so() -> None:
    assert Client().get("/ledger/checkpoint").status_code == 404
    page = Client().get("/ledger/").content.decode()
    assert "masih kosong" in page
    assert "Belum ada saksi" in page


def test_a_known_witness_is_heard_and_shown(settings: Settings) -> None:
    witness(settings)
    note = logged(5)
    assert hand_in(note) == (200, "Diterima dari: saksi.example/netral\n")
    assert hand_in(note)[0] == 200
    seen = cosigned_by(Site().read("checkpoint").decode(), [WITNESS])
    assert seen[WITNESS.name].year == clock.now().year
    page = Client().get("/ledger/").content.decode()
    assert "Terakhir menandatangani 5 catatan" in page
    assert log_verifier().written() in page
    logged(1)
    assert "belum disaksikan" in Client().get("/ledger/").content.decode()
    settings.LEDGER_WITNESSES = []
    assert hand_in(note)[0] == 403


def test_lines_that_prove_nothing_are_refused_with_a_reason(settings: Settings) -> None:
    witness(settings)
    first = logged(5)
    second = logged(5)
    assert hand_in(second)[0] == 200
    stale = hand_in(first)
    assert stale[0] == 409
    assert "sudah menandatangani log berisi 10" in stale[1]
    stranger = hand_in(second, SigningKey(bytes(32)), "orang.lain")
    assert stranger[0] == 403
    assert "saksi yang dikenal" in stranger[1]
    forged = hand_in(second.replace("\n10\n", "\n11\n"))
    assert forged[0] == 403
    assert "tidak pernah menandatangani" in forged[1]
    line = cosign(first, WITNESS.name, KEY, 1)
    swapped = Client().post("/ledger/cosignatures", with_signatures(second, [line]), content_type="text/plain")
    assert swapped.status_code == 403
    assert Client().post("/ledger/cosignatures", b"\xff", content_type="text/plain").status_code == 400
    assert Client().post("/ledger/cosignatures", "x" * 20_000, content_type="text/plain").status_code == 413
    assert Client().get("/ledger/cosignatures").status_code == 405
    assert head_of(Site().read("checkpoint").decode()).size == 10
