"""A monitor: remembers the last head it saw, proves every time that the log only grew, and compares readers."""

from collections.abc import Callable, Sequence

from netral.cli.ledger.comparing import Forked, Seen, Suspicious, check_grown, check_same_history, keep_evidence
from netral.cli.ledger.reading import NotReadable, checkpoint_of, open_source, stated_key
from netral.cli.ledger.remembering import Memory, agreed_key
from netral.config.errors import NetralError
from netral.engines.merkle.note import Verifier
from netral.engines.merkle.tiles import Source


class LogSuspicious(NetralError):
    """A log shows what an honest log cannot show."""


class Monitor:
    """One reader of one log, and the other readers it compares with."""

    def __init__(self, place: str, memory: Memory, others: Sequence[str], tell: Callable[[str], None]) -> None:
        self._place = place
        self._memory = memory
        self._source = open_source(place)
        self._others = [(other, open_source(other)) for other in others]
        self._tell = tell
        self._log: Verifier | None = None

    def pin(self, key: str) -> None:
        """Agree on the log's key: the one given, the one pinned, or on first use the one that the log states.

        Raises:
            NotReadable: there is none, or it is not the pinned one.
        """
        stated = None if key or self._memory.pinned_key() else stated_key(self._source, self._place)
        self._log, anew = agreed_key(self._memory, key, stated)
        if anew and not key:
            self._tell(f"pinned on first use: {self._log.written()}")

    def look(self) -> Seen:
        """Look once, remember what was seen, and return it.

        Raises:
            LogSuspicious: the log was rewritten, cut, damaged, or shows different readers different histories.
            NotReadable: the log cannot be reached.
        """
        old = self._memory.last(self._known())
        seen = self._seen(self._place, self._source)
        if old is not None:
            self._judge(old, seen, lambda: check_grown(old, seen, self._source))
        for where, source in self._others:
            other = self._seen(where, source)
            self._judge(seen, other, lambda o=other, s=source: check_same_history(seen, self._source, o, s))
        self._memory.remember(seen)
        return seen

    def _seen(self, where: str, source: Source) -> Seen:
        note = checkpoint_of(source, where)
        try:
            return Seen.read(where, note, self._known())
        except Suspicious as error:
            self._memory.keep("unsigned-checkpoint", note)
            raise LogSuspicious(f"{error}. It is kept in {self._memory.folder}.") from error

    def _judge(self, one: Seen, other: Seen, check: Callable[[], None]) -> None:
        try:
            check()
        except Suspicious as error:
            place = keep_evidence(self._memory.folder, one, other, str(error))
            kind = "FORK" if isinstance(error, Forked) else "SUSPICIOUS"
            raise LogSuspicious(f"{kind}: {error}. The evidence is kept in {place}.") from error

    def _known(self) -> Verifier:
        if self._log is None:
            raise NotReadable("The key of the log is not known yet.")
        return self._log
