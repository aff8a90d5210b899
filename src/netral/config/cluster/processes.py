"""The programs of a running Netral: started together, kept alive, ended together, whatever ends their supervisor."""

import errno
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

from netral.config.cluster.children import SHORTEST_PAUSE_SECONDS, Child, log_directory
from netral.config.cluster.database_watcher import PAUSE_SECONDS as DATABASE_PAUSE_SECONDS, DatabaseWatcher
from netral.config.cluster.throttled_log import OFTEN_SECONDS, ThrottledLog
from netral.config.errors import NetralError

GRACE_SECONDS = 10.0
PAUSE_SECONDS = 0.1
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PORTS_TO_TRY = 50


class Supervisor:
    """Starts programs, starts each again when it ends by itself, and ends all of them on a signal or on leaving.

    Use it as a context manager in the main thread, which is free for other work: another thread watches. It sleeps
    until the kernel says that something ended. Even when the supervisor is killed its programs are ended.
    """

    def __init__(self, database: DatabaseWatcher | None = None, grace: float = GRACE_SECONDS) -> None:
        self._database = database
        self._grace = grace
        self._log = ThrottledLog()
        self._children: list[Child] = []
        self._asked_to_end = threading.Event()
        self._former_handlers: dict[signal.Signals, Any] = {}
        # Held while a program is started or buried, so that none is started when all are being ended.
        self._lock = threading.Lock()
        self._ending = False
        self._broken = False
        self._all_ended = threading.Event()
        self._wake = os.eventfd(0)
        self._watcher = threading.Thread(target=self._watch, name="supervisor", daemon=True)

    def __enter__(self) -> Self:
        for number in ENDING_SIGNALS:
            self._former_handlers[number] = signal.signal(number, self._ask_to_end)
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._end_all()
        self._all_ended.set()
        # A server that is just being started keeps the thread; that one may go on, and ends with the process.
        self._watcher.join(PAUSE_SECONDS)
        if not self._watcher.is_alive():
            os.close(self._wake)
            if self._database:
                self._database.close()
        for number, handler in self._former_handlers.items():
            signal.signal(number, handler)

    @property
    def asked_to_end(self) -> threading.Event:
        """Set when it is time to end."""
        return self._asked_to_end

    def start(
        self, name: str, command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, stream: bool = False
    ) -> Child:
        """Start a program; what it says goes to `var/log/NAME.log`, or to our own output with `stream`."""
        child = Child(name, command, env, None if stream else log_directory() / f"{name}.log")
        with self._lock:
            child.start()
            self._children.append(child)
        os.eventfd_write(self._wake, 1)
        return child

    def wait_until_listening(self, host: str, port: int) -> bool:
        """Wait until a program answers on the port, saying so now and then; False when asked to end meanwhile."""
        began = time.monotonic()
        while not self._asked_to_end.is_set():
            if _answers(host, port):
                return True
            waited = time.monotonic() - began
            if waited > OFTEN_SECONDS:
                words = f"Waiting for port {port} to answer, {waited:.0f} s so far"
                logs = ", ".join(str(child.log) for child in self._children if child.log)
                self._log.write("port", f"{words}: see {logs}." if logs else f"{words}.", OFTEN_SECONDS)
            self._asked_to_end.wait(PAUSE_SECONDS)
        self._require_watched()
        return False

    def wait(self) -> None:
        """Wait until asked to end."""
        self._asked_to_end.wait()
        self._require_watched()

    def _require_watched(self) -> None:
        if self._broken:
            raise NetralError("Nobody watches over the programs any more, so they end: what is above says why.")

    def _ask_to_end(self, _number: int, _frame: FrameType | None) -> None:
        self._asked_to_end.set()

    def _watch(self) -> None:
        try:
            while not self._ending:
                self._sleep()
                if self._database and not self._ending:
                    self._database.look()
                for child in tuple(self._children):
                    self._attend(child)
        finally:
            self._broken = not self._ending
            if self._broken:
                self._asked_to_end.set()
        # The kernel ends a program when the thread that started it ends; all get their time to end by themselves.
        self._all_ended.wait()

    def _sleep(self) -> None:
        poll = select.poll()
        poll.register(self._wake, select.POLLIN)
        children = tuple(self._children)
        due = [child.due for child in children if child.ending is None]
        endings = [child.ending for child in children]
        if self._database:
            due.append(self._database.due)
            endings.append(self._database.ending)
        for descriptor in endings:
            if descriptor is not None:
                poll.register(descriptor, select.POLLIN)
        soonest = min(due, default=float("inf"))
        milliseconds = None if soonest == float("inf") else max(0.0, soonest - time.monotonic()) * 1000 + 1
        if any(descriptor == self._wake for descriptor, _ in poll.poll(milliseconds)):
            os.eventfd_read(self._wake)

    def _attend(self, child: Child) -> None:
        if child.ending is None:
            if time.monotonic() >= child.due:
                self._start_again(child)
            return
        with self._lock:
            code = None if self._ending else child.exit_code()
            if code is None:
                return
            self._log.write(child.name, f"{child.obituary(code)} It is started again.")
            child.bury()
            child.put_off()

    def _start_again(self, child: Child) -> None:
        if self._database and not self._database.answers():
            # Without its database it would only die again; with it, it starts at once.
            child.due = time.monotonic() + DATABASE_PAUSE_SECONDS
            child.pause = SHORTEST_PAUSE_SECONDS
            return
        with self._lock:
            if self._ending:
                return
            try:
                child.start()
            except NetralError as error:
                self._log.write(child.name, f"{error} It is tried again.")
                child.put_off()

    def _end_all(self) -> None:
        with self._lock:
            self._ending = True
        os.eventfd_write(self._wake, 1)
        for child in reversed(self._children):
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + self._grace
        for child in self._children:
            while child.exit_code() is None and time.monotonic() < deadline:
                time.sleep(PAUSE_SECONDS)
            # Also after a quiet end: its own children may have stayed behind.
            child.bury()


def require_free_port(host: str, port: int, again: str) -> None:
    """Raise NetralError when the port cannot be listened on, naming a free one after the words of what to run again."""
    reason = _obstacle(host, port)
    if reason is None:
        return
    free = next((other for other in range(port + 1, port + PORTS_TO_TRY) if _obstacle(host, other) is None), 8000)
    why = "is in use by another program" if reason == errno.EADDRINUSE else f"is not to be had ({os.strerror(reason)})"
    raise NetralError(f"Port {port} {why}. Choose another: `{again}{free}`.")


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
