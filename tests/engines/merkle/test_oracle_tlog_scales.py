"""tlog-scales, a third implementation of C2SP's logs, reads and checks ours over HTTP, and we read and check its."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from nacl.signing import SigningKey
from tlog_scales.backend import HttpBackend
from tlog_scales.reader import TilesReader
from tlog_scales.signing import PlainEd25519Signer, Vkey, VkeySet
from tlog_scales.tiles import leaf_hash
from tlog_scales.tlog import ConsistencyProof, ConsistencyProofInvalid, InclusionProof, InclusionProofInvalid
from tlog_scales.writer import TilesWriter

from netral.engines.merkle.audit import audit
from netral.engines.merkle.cosignatures import cosign, cosigner_key
from netral.engines.merkle.log_writer import TileWriter
from netral.engines.merkle.tiles import FolderSource, Missing, TiledTree
from tests.engines.merkle.logs import KEY, LOG, ORIGIN, entries, flipped, head_over, publish, write_log
from tests.engines.merkle.trees import root_of

pytestmark = pytest.mark.enable_socket

LEAVES = entries(1_300)
HEAD = head_over(LEAVES)
WITNESS_KEY = SigningKey(bytes(range(1, 33)))


class HttpSource:
    """A log that is read over HTTP."""

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(base_url=address, trust_env=False)

    def read(self, path: str) -> bytes:
        """Return one file of the log."""
        response = self._client.get(path)
        if response.status_code == httpx.codes.NOT_FOUND:
            raise Missing(path)
        return response.raise_for_status().content

    def close(self) -> None:
        """End the connection."""
        self._client.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where a log of 1,300 entries is served, cosigned by a witness."""
    folder = tmp_path_factory.mktemp("log")
    write_log(folder, LEAVES)
    with TileWriter(folder) as writer:
        note = (folder / "checkpoint").read_text()
        writer.publish(note + cosign(note, "witness.test/w", WITNESS_KEY, 1_728_270_720))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_our_checkpoint_and_cosignature_are_accepted(address: str) -> None:
    reader = TilesReader(HttpBackend(address))
    checkpoint = reader.get_checkpoint()
    assert (checkpoint.origin, checkpoint.size, checkpoint.root_hash) == (ORIGIN, HEAD.size, HEAD.root)
    keys = [LOG.written(), cosigner_key("witness.test/w", WITNESS_KEY.verify_key)]
    valid = VkeySet(*map(Vkey.from_string, keys)).verify(checkpoint.signatures, checkpoint)
    assert {key.name for key, _ in valid} == {ORIGIN, "witness.test/w"}
    assert reader.calculate_root_hash() == HEAD.root


@pytest.mark.parametrize("index", [0, 255, 256, 1_279, 1_280, 1_299])
def test_our_entries_and_proofs_are_accepted(address: str, index: int) -> None:
    reader = TilesReader(HttpBackend(address))
    reader.set_size(HEAD.size)
    assert reader.get_entry(index) == LEAVES[index]
    ours = TiledTree(HttpSource(address), HEAD).inclusion_proof(index)
    assert reader.get_inclusion_proof(index, HEAD.size).node_hashes == ours
    proof = InclusionProof(index, HEAD.size, ours)
    proof.check(leaf_hash(LEAVES[index]), HEAD.root)
    with pytest.raises(InclusionProofInvalid):
        proof.check(leaf_hash(flipped(LEAVES[index], 5)), HEAD.root)


@pytest.mark.parametrize("smaller", [1, 255, 256, 300, 1_024, 1_299])
def test_our_growth_is_accepted(address: str, smaller: int) -> None:
    ours = TiledTree(HttpSource(address), HEAD).consistency_proof(smaller)
    proof = ConsistencyProof(smaller, HEAD.size, ours)
    before = root_of(LEAVES[:smaller])
    proof.check(before, HEAD.root)
    with pytest.raises(ConsistencyProofInvalid):
        proof.check(flipped(before, 5), HEAD.root)


def test_a_log_is_audited_over_http(address: str) -> None:
    found = audit(HttpSource(address), LOG)
    assert (found.faults, found.head) == ((), HEAD)


def test_a_log_of_theirs_holds_for_us_and_is_continued_by_us(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    theirs = TilesWriter.create(folder, ORIGIN)
    for start, stop in ((0, 3), (3, 300), (300, 1_000)):
        for leaf in LEAVES[start:stop]:
            theirs.add_leaf(leaf)
        theirs.commit([PlainEd25519Signer(ORIGIN, bytes(KEY))])
    found = audit(FolderSource(folder), LOG)
    assert (found.faults, found.head) == ((), head_over(LEAVES[:1_000]))
    with TileWriter(folder, LOG) as writer:
        writer.append(LEAVES[1_000:])
        assert publish(writer) == HEAD
    assert audit(FolderSource(folder), LOG).ok
