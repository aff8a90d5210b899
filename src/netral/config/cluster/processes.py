"""The programs of a running Netral: started together, ended together, whatever ends the one that started them."""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

from netral.config import paths
from netral.config.cluster import tether
from netral.config.errors import NetralError

GRACE_SECONDS = 10.0
PAUSE_SECONDS = 0.1
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PORTS_TO_TRY = 50
LOG_TAIL_BYTES = 2000


@dataclass(frozen=True)
class Child:
    """A program the supervisor started."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path | None


class Supervisor:
    """Starts programs and ends every one of them on a signal, on leaving the block, or when one of them ends.

    Use it as a context manager in the main thread. Even when the supervisor is killed its programs are ended.
    """

    def __init__(self, grace: float = GRACE_SECONDS) -> None:
        self._grace = grace
        self._children: list[Child] = []
        self._asked_to_end = threading.Event()
        self._former_handlers: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        for number in ENDING_SIGNALS:
            self._former_handlers[number] = signal.signal(number, self._ask_to_end)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._end_all()
        for number, handler in self._former_handlers.items():
            signal.signal(number, handler)

    def start(
        self, name: str, command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, stream: bool = False
    ) -> Child:
        """Start a program; what it says goes to `var/log/NAME.log`, or to our own output with `stream`."""
        log = None if stream else log_directory() / f"{name}.log"
        output = log.open("ab") if log else None
        try:
            process = subprocess.Popen(
                [sys.executable, "-m", tether.__name__, str(os.getpid()), *(str(part) for part in command)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                env=env,
                # Ctrl-C in the terminal reaches the supervisor alone, which then ends its programs in order.
                process_group=0,
            )
        except OSError as error:
            raise NetralError(f"{name} could not be started: {error.strerror} ({command[0]}).") from error
        finally:
            if output:
                output.close()
        child = Child(name, process, log)
        self._children.append(child)
        return child

    def wait_until_listening(self, host: str, port: int, patience: float = 30.0) -> bool:
        """Wait until a program answers on the port; False when asked to end meanwhile, NetralError when none does."""
        deadline = time.monotonic() + patience
        while not self._asked_to_end.is_set():
            self._require_all_alive()
            if _answers(host, port):
                return True
            if time.monotonic() > deadline:
                raise NetralError(f"Nothing answers on port {port} after {patience:.0f} s: see {log_directory()}.")
            self._asked_to_end.wait(PAUSE_SECONDS)
        return False

    def wait(self) -> None:
        """Wait until asked to end; raise NetralError when one of the programs ends by itself."""
        while not self._asked_to_end.wait(PAUSE_SECONDS):
            self._require_all_alive()

    def _ask_to_end(self, _number: int, _frame: FrameType | None) -> None:
        self._asked_to_end.set()

    def _require_all_alive(self) -> None:
        for child in self._children:
            if (code := _exit_code(child)) is not None:
                raise NetralError(f"{child.name} ended by itself ({_ending(code)}){_last_words(child.log)}")

    def _end_all(self) -> None:
        for child in reversed(self._children):
            _signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + self._grace
        for child in self._children:
            while _exit_code(child) is None and time.monotonic() < deadline:
                time.sleep(PAUSE_SECONDS)
            # Also after a quiet end: its own children may have stayed behind.
            _signal_group(child, signal.SIGKILL)
            child.process.wait()


def log_directory() -> Path:
    """The directory of the programs' logs."""
    return paths.owned_directory(paths.owned_directory(paths.var()) / "log", 0o700)


def require_free_port(host: str, port: int) -> None:
    """Raise NetralError, naming a free port, when the port cannot be listened on."""
    reason = _obstacle(host, port)
    if reason is None:
        return
    free = next((other for other in range(port + 1, port + PORTS_TO_TRY) if _obstacle(host, other) is None), 8000)
    why = "is in use by another program" if reason == errno.EADDRINUSE else f"is not to be had ({os.strerror(reason)})"
    raise NetralError(f"Port {port} {why}. Choose another: `make demo PORT={free}`.")


def _obstacle(host: str, port: int) -> int | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as candidate:
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind((host, port))
            candidate.listen(1)
        except OSError as error:
            return error.errno
    return None


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def _signal_group(child: Child, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.process.pid, number)


def _exit_code(child: Child) -> int | None:
    # The ended process is not reaped yet, so that its number still names its group and no stranger's.
    found = os.waitid(os.P_PID, child.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    if found is None:
        return None
    return found.si_status if found.si_code == os.CLD_EXITED else -found.si_status


def _ending(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"


def _last_words(log: Path | None) -> str:
    if log is None:
        return "."
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - LOG_TAIL_BYTES))
        lines = [line.strip() for line in file.read().decode(errors="replace").splitlines() if line.strip()]
    return f": {lines[-1].rstrip('.')}. See {log}." if lines else f". See {log}."
