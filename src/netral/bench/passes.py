"""How fast passes are issued with their QR symbols and verified, against the signature's own limit.

Passes differ in serial, name, plate and departure. In turns with issuing and verifying, the same process makes and
checks bare ECDSA P-256 signatures by the library that signs passes: that is the limit. Per second of the process's
own time, so that another program on the machine changes little.
"""

import gc
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from netral.engines.passes.claims import Boarding, HolderRole, PassClaims
from netral.engines.passes.keys import KeyRing, PassKey
from netral.engines.passes.passes import MOST_CHARACTERS, PassFinding, fitted, issue_many, verify_many
from netral.engines.passes.qr_symbols import LEVEL, VERSION, bitmap, bitmaps
from netral.engines.passes.revocations import RevocationList, read_revocations, write_revocations

PASSES, ROUNDS, CROSSING = 24_000, 6, "AP-SS"
REVOKED_EACH = 100
# As many bytes as a pass signs.
_SIGNED_BYTES = 80
PROMISES = {"issue_per_cpu_s": 12_000.0, "verify_per_cpu_s": 10_000.0}
_BEGIN = datetime(2024, 10, 7, 1, tzinfo=UTC)
_NAMES = ("Siti Rahmawati", "Muhammad Abdurrahman Siregar", "Sukarno", "Ni Luh Putu Ayu Lestari", "Yohanes Mandacan")


def run() -> dict[str, object]:
    """Issue and verify passes and check every verdict; raises RuntimeError where one is wrong."""
    key = PassKey.generate()
    ring = KeyRing([key.public])
    claims = [fitted(_claims(serial), key) for serial in range(1, PASSES + 1)]
    revoked = read_revocations(
        write_revocations(range(REVOKED_EACH, PASSES, REVOKED_EACH), sequence=1, issued_at=_BEGIN, key=key), ring
    )
    texts = issue_many(claims[:2], key)
    # The table of the symbols is made once in the life of a process.
    ready = _seconds(lambda: bitmaps(texts))
    part = PASSES // ROUNDS
    # What the benchmark holds on to would be walked through again and again while passes are made.
    gc.collect()
    gc.freeze()
    spent = {"sign": 0.0, "issue": 0.0, "verify": 0.0, "check": 0.0}
    longest = 0
    for start in range(0, PASSES, part):
        texts = _round(claims[start : start + part], key, ring, revoked, spent)
        longest = max(longest, *map(len, texts))
    rates = {name: round(PASSES / seconds) for name, seconds in spent.items()}
    figures = {"issue_per_cpu_s": rates["issue"], "verify_per_cpu_s": rates["verify"]}
    return {
        "passes": PASSES,
        **figures,
        "sign_limit_per_cpu_s": rates["sign"],
        "verify_limit_per_cpu_s": rates["check"],
        "issue_ratio": round(rates["issue"] / rates["sign"], 2),
        "verify_ratio": round(rates["verify"] / rates["check"], 2),
        "chars": longest,
        "qr_version": VERSION,
        "qr_level": LEVEL,
        "table_ready_cpu_s": round(ready, 2),
        "promises": PROMISES,
        "kept": longest <= MOST_CHARACTERS and all(figures[name] >= least for name, least in PROMISES.items()),
    }


def _round(
    claims: Sequence[PassClaims], key: PassKey, ring: KeyRing, revoked: RevocationList, spent: dict[str, float]
) -> list[str]:
    texts: list[str] = []
    symbols: list[bytes] = []
    reasons: list[PassFinding] = []

    def issued() -> None:
        texts.extend(issue_many(claims, key))
        symbols.extend(bitmaps(texts))

    def verified() -> None:
        judged = verify_many(texts, ring, at=_BEGIN, crossing=CROSSING, revoked=revoked)
        reasons.extend(verdict.reason for verdict in judged)

    bare = ec.generate_private_key(ec.SECP256R1())
    data, how = bytes(_SIGNED_BYTES), ec.ECDSA(SHA256())
    signature = bare.sign(data, how)
    public = bare.public_key()
    spent["sign"] += _seconds(lambda: [bare.sign(data, how) for _each in claims])
    spent["issue"] += _seconds(issued)
    spent["check"] += _seconds(lambda: [public.verify(signature, data, how) for _each in claims])
    spent["verify"] += _seconds(verified)
    _check(claims, texts, symbols, reasons)
    return texts


def _check(claims: Sequence[PassClaims], texts: list[str], symbols: list[bytes], reasons: list[PassFinding]) -> None:
    wanted = [
        PassFinding.GENUINE if each.serial % REVOKED_EACH or each.serial == PASSES else PassFinding.REVOKED
        for each in claims
    ]
    if reasons != wanted:
        raise RuntimeError("a pass was judged wrongly")
    if any(symbols[place] != bitmap(texts[place]) for place in (0, len(texts) // 2, -1)):
        raise RuntimeError("a symbol is not the one segno draws")


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _claims(serial: int) -> PassClaims:
    begins = _BEGIN - timedelta(minutes=serial % 180)
    return PassClaims(
        serial=serial,
        name=_NAMES[serial % len(_NAMES)],
        crossing=CROSSING,
        valid_from=begins,
        valid_until=begins + timedelta(hours=6),
        role=HolderRole.VILLAGE_SUPERVISOR,
        boarding=Boarding.CAR,
        plate=f"BM{serial % 9000 + 1000}XY",
        departs_at=begins + timedelta(hours=3),
        companions=serial % 5,
    )
