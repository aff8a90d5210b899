"""One program under supervision: started, looked at, ended with everything it started itself."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from netral.config import paths
from netral.config.cluster import exec_with_parent
from netral.config.errors import NetralError

LOG_TAIL_BYTES = 2000
# A program that was killed comes back at once; one that cannot live is tried less and less often.
SHORTEST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 30.0
# Who lived so long was well, so that its end is the first of its kind again.
WELL_SECONDS = 30.0


@dataclass
class Child:
    """A program the supervisor started, and starts again when it ends."""

    name: str
    command: Sequence[str | Path]
    env: Mapping[str, str] | None
    log: Path | None
    process: subprocess.Popen[bytes] = field(init=False)
    # Readable when the program ends; None while it is to be started again.
    ending: int | None = field(init=False, default=None)
    due: float = field(init=False, default=0.0)
    born: float = field(init=False, default=0.0)
    pause: float = field(init=False, default=SHORTEST_PAUSE_SECONDS)

    def start(self) -> None:
        """Start the program; what it says goes to its log, or to our own output when it has none.

        Raises:
            NetralError: the system gives no process, or the log cannot be written.
        """
        try:
            output = self.log.open("ab") if self.log else None
            try:
                self.process = subprocess.Popen(
                    [
                        sys.executable,
                        "-m",
                        exec_with_parent.__name__,
                        str(os.getpid()),
                        *(str(part) for part in self.command),
                    ],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT if output else None,
                    env=self.env,
                    # Ctrl-C in the terminal reaches the supervisor alone, which then ends its programs in order.
                    process_group=0,
                )
            finally:
                if output:
                    output.close()
            self.ending = os.pidfd_open(self.process.pid)
        except OSError as error:
            raise NetralError(f"{self.name} could not be started: {error.strerror} ({self.command[0]}).") from error
        self.born = time.monotonic()

    def exit_code(self) -> int | None:
        """How the program ended, a signal as a negative number; None while it lives."""
        if self.process.returncode is not None:
            return self.process.returncode
        # The ended process is not reaped yet, so that its number still names its group and no stranger's.
        found = os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if found is None:
            return None
        return found.si_status if found.si_code == os.CLD_EXITED else -found.si_status

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program and to what it started."""
        if self.process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def bury(self) -> None:
        """End what an ended program left behind, which may hold its port, and forget its process."""
        self.signal(signal.SIGKILL)
        self.process.wait()
        if self.ending is not None:
            os.close(self.ending)
            self.ending = None

    def put_off(self) -> None:
        """Let the program be due again after a pause, which doubles as long as it does not live."""
        now = time.monotonic()
        if now - self.born > WELL_SECONDS:
            self.pause = SHORTEST_PAUSE_SECONDS
        self.due = now + self.pause
        self.pause = min(2 * self.pause, LONGEST_PAUSE_SECONDS)

    def obituary(self, code: int) -> str:
        """Say how the program ended, with its last words."""
        ending = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"
        return f"{self.name} ended by itself ({ending}){self._last_words()}"

    def _last_words(self) -> str:
        if self.log is None:
            return "."
        with self.log.open("rb") as file:
            file.seek(max(0, self.log.stat().st_size - LOG_TAIL_BYTES))
            lines = [line.strip() for line in file.read().decode(errors="replace").splitlines() if line.strip()]
        return f": {lines[-1].rstrip('.')}. See {self.log}." if lines else f". See {self.log}."


def log_directory() -> Path:
    """The directory of the programs' logs."""
    return paths.owned_directory(paths.owned_directory(paths.var()) / "log", 0o700)
