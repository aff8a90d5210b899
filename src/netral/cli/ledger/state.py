"""What a monitor or a witness remembers of a log, in a folder of its own: its key and the last head it believed."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from netral.cli.ledger.consistency import LogBroken, Seen
from netral.cli.ledger.log_reader import NotReadable, parse_key
from netral.engines.disk import DurableFolder, try_lock
from netral.engines.merkle.note import Verifier

_CHECKPOINT = "checkpoint"
_LOG_KEY = "log-key"
_LOCK = ".lock"


def default_folder(kind: str, place: str) -> Path:
    """Return where one keeps what it remembers of a log, unless told otherwise."""
    base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "netral" / kind / hashlib.sha256(place.encode()).hexdigest()[:12]


class Memory:
    """One folder; whatever is put into it is on disk before anything else happens."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep a second process away, which could vouch for another history.

        Raises:
            NotReadable: a second process has it, or the folder cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise NotReadable(f"{self.folder} cannot be used: {error.strerror}. Name another with --state.") from error
        try:
            if not try_lock(descriptor):
                raise NotReadable(f"A second process uses {self.folder}. End it, or name another folder.")
            yield
        finally:
            os.close(descriptor)

    def pin(self, given: Verifier | None, stated: Callable[[], Verifier]) -> Verifier:
        """Return the log's key as it was pinned; on first use, pin the one given, or else the one the log states.

        Raises:
            NotReadable: the key given is not the pinned one, or the log states none.
        """
        text = self._read(_LOG_KEY)
        if text is None:
            log = given or stated()
            self.keep(_LOG_KEY, f"{log.written()}\n")
            return log
        pinned = parse_key(text)
        if given is not None and given != pinned:
            raise NotReadable(
                f"--key is not the key that {self.folder} has pinned, {pinned.written()}. "
                "If the log was renewed, begin with another --state."
            )
        return pinned

    def last(self, log: Verifier) -> Seen | None:
        """Return the last head that was believed.

        Raises:
            NotReadable: the log's key did not sign it.
        """
        note = self._read(_CHECKPOINT)
        try:
            return Seen.read("this reader's memory", note, log) if note is not None else None
        except LogBroken as error:
            raise NotReadable(f"{self.folder / _CHECKPOINT} was damaged: {error}. Restore it.") from error

    def remember(self, seen: Seen) -> None:
        """Believe a head from now on."""
        self.keep(_CHECKPOINT, seen.note)

    def keep(self, name: str, text: str) -> None:
        """Write one file, on disk when this returns."""
        files = DurableFolder(self.folder)
        files.write([(name, text.encode())])
        files.settle()

    def _read(self, name: str) -> str | None:
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
