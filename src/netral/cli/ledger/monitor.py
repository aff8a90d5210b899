"""A monitor: remembers the last head it saw, proves every time that the log only grew, and compares readers."""

from collections.abc import Callable, Sequence

from netral.cli.ledger.consistency import Seen, Suspicious, check_grown, check_same_history, keep_evidence
from netral.cli.ledger.log_reader import checkpoint_of, given_key, open_source, stated_key
from netral.cli.ledger.state import Memory
from netral.config.errors import NetralError
from netral.engines.merkle.tiles import Source


class LogSuspicious(NetralError):
    """A log shows what an honest log cannot show."""


class Monitor:
    """One reader of one log, with its memory, and the other readers it compares with."""

    def __init__(self, place: str, memory: Memory, key: str = "", others: Sequence[str] = ()) -> None:
        """Agree on the log's key: the one pinned earlier, the one given, or on first use the one that the log states.

        Raises:
            NotReadable: there is no such place or key, or the key given is not the pinned one.
        """
        self._place = place
        self._memory = memory
        self._source = open_source(place)
        self._others = [(other, open_source(other)) for other in others]
        self.log = memory.pin(given_key(key) if key else None, lambda: stated_key(self._source, place))

    def look(self) -> Seen:
        """Look once, remember what was seen, and return it.

        Raises:
            LogSuspicious: the log was rewritten, cut, damaged, or shows different readers different histories.
            NotReadable: the log cannot be reached.
        """
        old = self._memory.last(self.log)
        seen = self._seen(self._place, self._source)
        if old is not None:
            self._judge(old, seen, lambda: check_grown(old, seen, self._source))
        for where, source in self._others:
            self._compare(seen, self._seen(where, source), source)
        self._memory.remember(seen)
        return seen

    def _compare(self, seen: Seen, other: Seen, source: Source) -> None:
        self._judge(seen, other, lambda: check_same_history(seen, self._source, other, source))

    def _seen(self, where: str, source: Source) -> Seen:
        note = checkpoint_of(source, where)
        try:
            return Seen.read(where, note, self.log)
        except Suspicious as error:
            self._memory.keep("refused-checkpoint", note)
            raise LogSuspicious(f"{error}. It is kept in {self._memory.folder}.") from error

    def _judge(self, one: Seen, other: Seen, check: Callable[[], None]) -> None:
        try:
            check()
        except Suspicious as error:
            place = keep_evidence(self._memory.folder, one, other, str(error))
            raise LogSuspicious(f"{error}. The evidence is kept in {place}.") from error
