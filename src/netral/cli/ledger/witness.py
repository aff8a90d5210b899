"""A witness: cosigns what a log shows only after proving that it continues all that was cosigned before."""

import os
import socket
import time
from collections.abc import Callable

import httpx
from nacl.encoding import HexEncoder
from nacl.signing import SigningKey

from netral.cli.ledger.consistency import Seen
from netral.cli.ledger.log_reader import HttpSource, NotReadable
from netral.cli.ledger.monitor import Monitor
from netral.cli.ledger.state import Memory
from netral.config.errors import NetralError
from netral.engines.merkle.cosignatures import cosign, cosigner_key
from netral.engines.merkle.note import NoteError, check_name, with_signatures

_KEY = "witness-key"


class NotHeard(NetralError):
    """The log did not take the witness's line."""

    exit_code = 2


class Witness:
    """One witness with its key, and the monitor that tells it what it may vouch for."""

    def __init__(self, url: str, memory: Memory, name: str, monitor: Monitor) -> None:
        """Take up the witness's key, making it on first use.

        Raises:
            NotReadable: the name cannot name a key, or is not the one that the key was made for.
        """
        self.monitor = monitor
        self._http = HttpSource(url)
        self._name, self._key = _own_key(memory, name)
        self._sent: Seen | None = None

    @property
    def vkey(self) -> str:
        """Return the witness's public key in text form, for the keeper of the log."""
        return cosigner_key(self._name, self._key.verify_key)

    def look(self, tell: Callable[[str], None]) -> None:
        """Look once, and hand in the line when there is something new to vouch for.

        Raises:
            LogSuspicious: the log shows what an honest log cannot show; nothing was signed.
            NotReadable: the log cannot be reached.
            NotHeard: the log does not know this witness.
        """
        # What was seen is on disk before a line leaves: after a crash nothing older or different is ever signed.
        seen = self.monitor.look()
        if self._sent == seen:
            return
        line = cosign(seen.note, self._name, self._key, int(time.time()))
        status, said = self._http.post("cosignatures", with_signatures(seen.note, [line]))
        if status == httpx.codes.CONFLICT:
            tell(f"{seen.head.size} entries: {said}")
        elif status == httpx.codes.OK:
            self._sent = seen
            tell(f"cosigned {seen.head.size} entries")
        elif status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise NotReadable(f"The log failed with HTTP {status} when it was handed a line.")
        else:
            raise NotHeard(
                f"The log did not take the line (HTTP {status}): {said} Give its keeper this key, for "
                f"NETRAL_LEDGER_WITNESSES, then run this again: {self.vkey}"
            )


def _own_key(memory: Memory, name: str) -> tuple[str, SigningKey]:
    place = memory.folder / _KEY
    try:
        known, text = place.read_text(encoding="utf-8").split()
        key = SigningKey(text.encode(), HexEncoder)
    except FileNotFoundError:
        return _new_key(memory, name or socket.gethostname())
    except (OSError, ValueError) as error:
        raise NotReadable(
            f"{place} cannot be read as a key: {error}. Restore it, or begin with another --state."
        ) from error
    if name not in {"", known}:
        raise NotReadable(f"The key in {place} is of {known}, not of {name}. Leave --name, or use another --state.")
    return known, key


def _new_key(memory: Memory, name: str) -> tuple[str, SigningKey]:
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
