"""How fast documents are pressed, sealed, encrypted and brought to the disk, against the signature's own limit.

All of it is measured in one run on the same cores: two processes seal fictional pledges into one folder. In turns with
that the two do nothing but ECDSA P-256 signatures, once by `openssl speed`, which is the bare signature, and once by
the library that seals, which hashes what is signed too. The faster of the two is the limit for `ratio`. The
general path (reportlab and pyHanko) is measured beside them.
"""

import random
import re
import secrets
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from zoneinfo import ZoneInfo

from cryptography import x509
from django.conf import settings

from netral.apps.pledges.papers import Holder, PledgeSheet, form_of, printed_values
from netral.apps.pledges.texts import templates
from netral.bench.scratch import seal_process
from netral.bench.scratch.seal_process import Paper, Spent, Work
from netral.engines.seal.certificates import Credential, Holder as Institution, Period, issue_root, issue_seal
from netral.engines.seal.documents.render import render
from netral.engines.seal.pades import Mark, PadesSealer
from netral.engines.seal.pdf_template.forms import Form
from netral.engines.seal.signers import LocalSigner
from netral.engines.seal.store import SealedStore
from netral.engines.seal.verification import verify_pdf
from netral.foundation.registry.fiction import fictional_roster
from netral.foundation.seals.domain import RANDOM_BYTES, make_code, show_code
from netral.foundation.seals.models import address_of
from netral.foundation.seals.seal_reader import read_fast

PROCESSES, DOCUMENTS = 2, 100_000
VERIFIED, JUDGED, GENERAL = 8_000, 100, 40
# Files of 70 kB; all of them at once would fill the memory.
TOGETHER = 500
# Sealing and bare signatures take turns, so that both meet the same disturbances of the machine.
ROUNDS, SIGNING_SECONDS = 4, 1
UNITS = ("Dinas Kesehatan", "Dinas Pendidikan dan Kebudayaan", "Kecamatan Mandau", "RSUD Bengkalis", "SMP Negeri 1")
PROMISES: dict[str, tuple[Callable[[float, float], bool], float]] = {
    "docs_per_s": (float.__ge__, 25_000.0),
    "ratio": (float.__ge__, 0.6),
    "stored_bytes_per_doc": (float.__le__, 6_000.0),
    "bytes_per_doc": (float.__le__, 80_000.0),
    "verify_per_cpu_s": (float.__ge__, 8_000.0),
}


@dataclass(frozen=True)
class Ground:
    """What the measurement stands on: the form, the key, the papers, the moment."""

    form: Form
    credential: Credential
    papers: Sequence[Paper]
    moment: datetime

    @property
    def roots(self) -> list[x509.Certificate]:
        """Whom to trust."""
        return [self.credential.chain[-1]]


def run() -> dict[str, object]:
    """Seal fictional pledges, read all back, and measure the limits beside it; raises RuntimeError."""
    ground = _ground()
    place = Path(settings.NETRAL_STORE)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=place) as folder:
        figures: dict[str, object] = {"docs": DOCUMENTS, "processes": PROCESSES}
        store_key = secrets.token_bytes(32)
        figures |= _sealed(ground, Path(folder), store_key)
        with SealedStore(Path(folder), store_key) as store:
            figures |= _read_back(ground, store)
    figures["pyhanko_docs_per_cpu_s"] = round(_general(ground), 1)
    shortfalls = [
        f"{name} {figures[name]} instead of {limit:g}"
        for name, (holds, limit) in PROMISES.items()
        if not holds(float(str(figures[name])), limit)
    ]
    return {**figures, "shortfalls": shortfalls, "kept": not shortfalls}


def _ground() -> Ground:
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    period = Period(start, start + timedelta(days=30))
    credential = issue_seal(issue_root("Akar pengukuran", period), Institution("Pengukuran", "bench"), period)
    text = next(iter(templates().values()))
    sheet = PledgeSheet(
        text=text,
        title="Pemilihan Kepala Daerah Serentak 2024",
        government="Pemerintah Kabupaten Bengkalis",
        institution="Bawaslu Kabupaten Bengkalis",
        region="14.03",
        place="Bengkalis",
        zone=ZoneInfo("Asia/Jakarta"),
    )
    moment = start + timedelta(hours=1)
    papers = [_paper(sheet, row, moment) for row in fictional_roster(3, UNITS, [], DOCUMENTS)]
    return Ground(form_of(sheet, "Pindai kode untuk memeriksa keaslian dokumen."), credential, papers, moment)


def _paper(sheet: PledgeSheet, row: dict[str, str], moment: datetime) -> Paper:
    code = make_code(secrets.token_bytes(RANDOM_BYTES))
    holder = Holder(row["NAMA"], row["NIP"], row["UNIT KERJA"], row["JABATAN"])
    return Paper(printed_values(sheet, holder, show_code(code), moment), address_of(code))


def _sealed(ground: Ground, folder: Path, store_key: bytes) -> dict[str, object]:
    password = secrets.token_urlsafe()
    key_pem = ground.credential.encrypted_key(password)
    work = Work(ground.form, ground.credential.chain_pem, key_pem, password, folder, store_key)
    with _processes() as pools:
        shares = [(work, ground.papers[part::PROCESSES], ground.moment) for part in range(PROCESSES)]
        _all(pools, seal_process.begin, shares)
        limits, spent, seconds = [_signatures(pools)], list[Spent](), 0.0
        for part in range(ROUNDS):
            begun = time.perf_counter()
            spent += _all(pools, seal_process.seal, [(ground.moment, part, ROUNDS)] * PROCESSES)
            seconds += time.perf_counter() - begun
            limits.append(_signatures(pools))
    openssl, library = (sum(found) / len(found) for found in zip(*limits, strict=True))
    documents = sum(each.number for each in spent)
    stored = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {
        "docs_per_s": round(documents / seconds),
        "docs_per_cpu_s": round(documents / sum(each.cpu_seconds for each in spent)),
        "ecdsa_limit_per_s": round(max(openssl, library)),
        "ecdsa_openssl_per_s": round(openssl),
        "ecdsa_library_per_s": round(library),
        "ratio": round(documents / seconds / max(openssl, library), 3),
        "stored_bytes_per_doc": round(stored / documents),
    }


def _read_back(ground: Ground, store: SealedStore) -> dict[str, object]:
    places = [place for place, _ in store]
    if len(places) != DOCUMENTS:
        raise RuntimeError(f"{DOCUMENTS} documents were acknowledged, but {len(places)} lie on the disk")
    chosen = random.SystemRandom().sample(places, VERIFIED)
    for place in chosen[:JUDGED]:
        found = verify_pdf(store.read(place), ground.roots, at=ground.moment)
        if not found.holds or not found.covers_whole_file:
            raise RuntimeError(f"pyHanko refuses a document: {found}")
    holding, size, cpu = 0, 0, 0.0
    for first in range(0, VERIFIED, TOGETHER):
        files = [store.read(place) for place in chosen[first : first + TOGETHER]]
        size += sum(map(len, files))
        begun = time.process_time()
        holding += sum(_holds(pdf, ground) for pdf in files)
        cpu += time.process_time() - begun
    if holding != VERIFIED:
        raise RuntimeError(f"only {holding} of {VERIFIED} documents hold for the fast verifier")
    changed = bytearray(store.read(chosen[0]))
    changed[len(changed) // 2] ^= 1
    if _holds(bytes(changed), ground):
        raise RuntimeError("the fast verifier accepts a changed document")
    return {
        "counted": len(places),
        "judged_by_pyhanko": JUDGED,
        "bytes_per_doc": round(size / VERIFIED),
        "verify_per_cpu_s": round(VERIFIED / cpu),
    }


def _holds(pdf: bytes, ground: Ground) -> bool:
    found = read_fast(pdf, ground.roots)
    return found is not None and found.holds


def _general(ground: Ground) -> float:
    sealer = PadesSealer(LocalSigner(ground.credential))
    papers = ground.papers[:GENERAL]
    render(ground.form.filled(papers[0].values, url=papers[0].url, at=ground.moment))
    cpu = time.process_time()
    for paper in papers:
        plain = render(ground.form.filled(paper.values, url=paper.url, at=ground.moment))
        sealer.seal(plain, Mark(ground.moment, ground.form.title))
    return GENERAL / (time.process_time() - cpu)


def _signatures(pools: Sequence[ProcessPoolExecutor]) -> tuple[float, float]:
    """Signatures a second by OpenSSL's own measurement and by the library, with all processes at once."""
    command = ["openssl", "speed", "-seconds", str(SIGNING_SECONDS), "-multi", str(PROCESSES), "ecdsap256"]
    try:
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise RuntimeError("`openssl speed` cannot be run: apt-get install openssl") from error
    found = re.search(r"ecdsa \(nistp256\)\s+\S+\s+\S+\s+([\d.]+)", said)
    if found is None:
        raise RuntimeError("`openssl speed` says nothing about P-256")
    spent = _all(pools, seal_process.sign, [(SIGNING_SECONDS,)] * PROCESSES)
    return float(found[1]), sum(each.per_s for each in spent)


def _all(
    pools: Sequence[ProcessPoolExecutor], work: Callable[..., Spent | None], given: Sequence[tuple[object, ...]]
) -> list[Spent]:
    waiting = [pool.submit(work, *each) for pool, each in zip(pools, given, strict=True)]
    return [spent for spent in (each.result() for each in waiting) if spent is not None]


@contextmanager
def _processes() -> Iterator[list[ProcessPoolExecutor]]:
    """Processes of one worker each, so that everyone gets the same share."""
    pools = [ProcessPoolExecutor(1, get_context("spawn")) for _ in range(PROCESSES)]
    try:
        yield pools
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)
