"""Checking every file of a ZIP: one line for each, and nothing else is kept."""

import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from django.core import signing

from netral.engines.sandbox.limits import Busy
from netral.engines.seal.result import Result, Verification
from netral.foundation.ledger.clock import now
from netral.foundation.seals.archives import Member
from netral.foundation.seals.domain import Verdict, show_code
from netral.foundation.seals.queries import report_all, trust_roots
from netral.foundation.seals.report import OUTCOMES, SEVERITY, VerificationReport
from netral.foundation.seals.seal_reader import read_fast, read_slowly

# Files other than our pressed ones take tens of milliseconds each; a thousand of them must not hold a worker for long.
SLOW_SECONDS = 45.0
UNCHECKED = "unchecked"
# A ZIP whose files asked too much so many times is read no further: each cost a child or seconds of it.
MOST_COSTLY = 3
_AT_ONCE = 500
_SALT = "seals.batch"
_KEPT_SECONDS = 24 * 60 * 60


class LinesExpired(Exception):
    """Lines that somebody sends back to have them as a file, but that are too old or not ours."""


@dataclass(frozen=True)
class Line:
    """What came out for one file: `outcome` is a verdict, the obstacle of a member, or `unchecked`."""

    name: str
    outcome: str
    signer: str = ""
    sealed_at: datetime | None = None
    code: str = ""

    @property
    def words(self) -> tuple[str, str]:
        """The outcome in a word or three, with its tone."""
        label, tone = OUTCOMES[self.outcome]
        return str(label), tone

    @property
    def shown_code(self) -> str:
        """The code as people read it, empty for a file that is not registered."""
        return show_code(self.code) if self.code else ""


def check_members(members: Iterable[Member]) -> Iterator[Line]:
    """Check the files of an archive; only the line of each stays in memory, and a few hundred verdicts at a time."""
    reader = _Reader(trust_roots(), now())
    waiting: list[tuple[str, str | _Read]] = []
    for member in members:
        waiting.append((member.name, member.obstacle or reader.read(member.content)))
        if len(waiting) == _AT_ONCE:
            yield from _lines(waiting)
            waiting = []
    yield from _lines(waiting)


def totals(lines: Sequence[Line]) -> list[tuple[str, str, int]]:
    """Return how many files came out how, as (label, tone, number), the worst first."""
    counted = Counter(line.words for line in lines)
    return [(*words, counted[words]) for words in sorted(counted, key=lambda words: SEVERITY[words[1]])]


def worst_first(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with what needs a look on top, otherwise in their order."""
    return sorted(lines, key=lambda line: SEVERITY[line.words[1]])


def pack(lines: Iterable[Line]) -> str:
    """Write lines as signed text that the page carries, so that they can be had as a file without being stored."""
    rows = [
        [line.name, line.outcome, line.signer, line.sealed_at.isoformat() if line.sealed_at else "", line.code]
        for line in lines
    ]
    return signing.dumps(rows, salt=_SALT, compress=True)


def unpack(text: str) -> list[Line]:
    """Read lines back; raises LinesExpired."""
    try:
        rows = signing.loads(text, salt=_SALT, max_age=_KEPT_SECONDS)
    except signing.BadSignature as error:
        raise LinesExpired from error
    return [
        Line(name, outcome, signer, datetime.fromisoformat(moment) if moment else None, code)
        for name, outcome, signer, moment, code in rows
    ]


@dataclass(frozen=True)
class _Read:
    """What one file proves by itself."""

    sha256: str
    found: Verification


class _Reader:
    """Reads seals, the slow ones only until their time is up."""

    def __init__(self, roots: Sequence[x509.Certificate], at: datetime) -> None:
        self._roots, self._at = roots, at
        self._left = SLOW_SECONDS
        self._costly = 0
        self._stopped: str = UNCHECKED

    def read(self, pdf: bytes) -> str | _Read:
        """Return what a file proves, or why that was not asked."""
        if not pdf:
            return Verdict.EMPTY
        sha256 = hashlib.sha256(pdf).hexdigest()
        if found := read_fast(pdf, self._roots):
            return _Read(sha256, found)
        if self._left <= 0 or self._costly >= MOST_COSTLY:
            return self._stopped
        started = time.monotonic()
        try:
            found = read_slowly(pdf, self._roots, self._at)
        except Busy:
            # The files after this one are not asked about either, so that nobody waits for each of thousands.
            self._left, self._stopped = 0.0, Verdict.BUSY
            return Verdict.BUSY
        self._left -= time.monotonic() - started
        self._costly += found.result is Result.TOO_COSTLY
        return _Read(sha256, found)


def _lines(waiting: Sequence[tuple[str, str | _Read]]) -> Iterator[Line]:
    reads = [outcome for _name, outcome in waiting if isinstance(outcome, _Read)]
    reports = iter(report_all([(outcome.sha256, outcome.found) for outcome in reads]))
    for name, outcome in waiting:
        yield _line(name, next(reports)) if isinstance(outcome, _Read) else Line(name, str(outcome))


def _line(name: str, report: VerificationReport) -> Line:
    document = report.document
    moment = document.issued_at if document else report.signed_at
    signer = report.signer if report.verdict is not Verdict.ALTERED else ""
    return Line(name, report.verdict, signer, moment if signer else None, document.code if document else "")
