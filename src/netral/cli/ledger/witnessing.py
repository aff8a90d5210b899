"""A witness: cosigns what a log shows only after proving that it continues all that was cosigned before."""

import os
import time
from collections.abc import Callable

import httpx
from nacl.encoding import HexEncoder
from nacl.signing import SigningKey

from netral.cli.ledger.comparing import Seen
from netral.cli.ledger.monitoring import Monitor
from netral.cli.ledger.reading import HttpSource, NotReadable
from netral.cli.ledger.remembering import Memory
from netral.config.errors import NetralError
from netral.engines.merkle.cosigning import cosign, cosigner_key
from netral.engines.merkle.note import NoteError, check_name, with_signatures

_KEY = "witness-key"
_STALE = httpx.codes.CONFLICT


class NotHeard(NetralError):
    """The log did not take the witness's line."""


class Witness:
    """One witness with its key and its memory."""

    def __init__(self, memory: Memory, url: str, tell: Callable[[str], None]) -> None:
        self._memory = memory
        self._http = HttpSource(url)
        self._monitor = Monitor(url, memory, (), tell)
        self._tell = tell
        self._sent: Seen | None = None
        self.name = ""
        self._key = SigningKey(bytes(32))

    def introduce(self, name: str, log_key: str) -> str:
        """Take up the key, making it on first use, agree on the log's key, and return the witness's own in text form.

        Raises:
            NotReadable: the name cannot name a key, or is not the one the key was made for.
        """
        self.name, self._key = _own_key(self._memory, name)
        self._monitor.pin(log_key)
        return cosigner_key(self.name, self._key.verify_key)

    def look(self) -> None:
        """Look once, and hand in the line when there is something new to vouch for.

        Raises:
            LogSuspicious: the log shows what an honest log cannot show; nothing was signed.
            NotReadable: the log cannot be reached.
            NotHeard: the log does not know this witness.
        """
        # What was seen is on disk before a line leaves: after a crash nothing older or different is ever signed.
        seen = self._monitor.look()
        if self._sent == seen:
            return
        line = cosign(seen.note, self.name, self._key, int(time.time()))
        status, said = self._http.post("cosignatures", with_signatures(seen.note, [line]))
        if status == _STALE:
            self._tell(f"{seen.head.size} entries: {said}")
        elif status != httpx.codes.OK:
            raise NotHeard(
                f"The log did not take the line (HTTP {status}): {said}. Give its keeper this key, for "
                f"NETRAL_LEDGER_WITNESSES: {cosigner_key(self.name, self._key.verify_key)}"
            )
        else:
            self._sent = seen
            self._tell(f"cosigned {seen.head.size} entries")


def _own_key(memory: Memory, name: str) -> tuple[str, SigningKey]:
    place = memory.folder / _KEY
    if not place.exists():
        try:
            check_name(name)
        except NoteError as error:
            raise NotReadable(f"{name!r} cannot name a witness: {error}. Choose another with --name.") from error
        key = SigningKey.generate()
        # Nobody else may read it, not even for the moment between writing and protecting it.
        former = os.umask(0o077)
        try:
            memory.keep(_KEY, f"{name}\n{key.encode(HexEncoder).decode()}\n")
        finally:
            os.umask(former)
        return name, key
    try:
        known, text = place.read_text(encoding="utf-8").split()
        return known, SigningKey(text.encode(), HexEncoder)
    except (OSError, ValueError) as error:
        raise NotReadable(f"{place} cannot be read as a key: {error}. Restore it, or begin with another --state.") from error
