"""What a monitor or a witness remembers of a log, in a folder of its own: its key and the last head it believed."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netral.cli.ledger.comparing import Seen
from netral.cli.ledger.reading import NotReadable, parse_key
from netral.engines.merkle.durable import DurableFolder
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
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError as error:
            raise NotReadable(f"Another process uses {self.folder}. End it, or name another with --state.") from error
        finally:
            os.close(descriptor)

    def pinned_key(self) -> Verifier | None:
        """Return the log's key as it was pinned, if it was."""
        text = self._read(_LOG_KEY)
        return parse_key(text) if text is not None else None

    def pin(self, log: Verifier) -> None:
        """Remember the log's key for good."""
        self.keep(_LOG_KEY, f"{log.written()}\n")

    def last(self, log: Verifier) -> Seen | None:
        """Return the last head that was believed."""
        note = self._read(_CHECKPOINT)
        return Seen.read("this memory", note, log) if note is not None else None

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


def agreed_key(memory: Memory, given: str, stated: Verifier | None) -> tuple[Verifier, bool]:
    """Return the log's key, and whether it was pinned just now: as given, as pinned, or else as the log states it.

    Raises:
        NotReadable: the key given is not the one pinned, or there is none at all.
    """
    pinned, wanted = memory.pinned_key(), parse_key(given) if given else None
    if pinned is not None:
        if wanted is not None and wanted != pinned:
            raise NotReadable(
                f"--key is not the key that {memory.folder} has pinned, {pinned.written()}. "
                "If the log was renewed, begin with another --state."
            )
        return pinned, False
    log = wanted or stated
    if log is None:
        raise NotReadable("The key of the log is not known. Give it with --key.")
    memory.pin(log)
    return log, True
