"""A small demo served for a measurement: a database, a port and programs of its own, and nothing of them afterwards."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from psycopg import sql

from netral.config import paths
from netral.config.cluster import exec_with_parent
from netral.config.cluster.connection import connect
from netral.config.cluster.location import DATABASE_VARIABLE
from netral.config.errors import NetralError

HOST = "127.0.0.1"
DATABASE = "netral_bench_site"
ENDING_SECONDS = 60


@contextmanager
def served() -> Iterator[str]:
    """Tell the small story in a database of its own, serve it, and give its address."""
    _drop()
    with connect("owner") as owner:
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
    try:
        with tempfile.TemporaryFile() as notes, _program(notes) as address:
            yield address
    finally:
        _drop()


@contextmanager
def _program(notes: BinaryIO) -> Iterator[str]:
    port = _free_port()
    command = [str(Path(sys.executable).with_name("netral")), "demo", "--small"]
    # It ends with the measurement even when that is killed.
    tied = [sys.executable, "-m", exec_with_parent.__name__, str(os.getpid()), *command]
    environment = {**os.environ, "DEBUG": "1", DATABASE_VARIABLE: DATABASE}
    # Told first: beside a story that is still being told nothing can be measured.
    if subprocess.run([*tied, "--no-serve"], env=environment, stdout=notes, stderr=notes, check=False).returncode:
        raise _ended(notes)
    program = subprocess.Popen([*tied, "--port", str(port)], env=environment, stdout=notes, stderr=notes)
    try:
        _wait_for(program, port, notes)
        yield f"http://{HOST}:{port}"
    finally:
        program.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            program.wait(ENDING_SECONDS)
        program.kill()
        program.wait()


def _wait_for(program: subprocess.Popen[bytes], port: int, notes: BinaryIO) -> None:
    while True:
        if program.poll() is not None:
            raise _ended(notes)
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.2)


def _ended(notes: BinaryIO) -> NetralError:
    notes.seek(0)
    last = notes.read().decode(errors="replace").strip()[-400:]
    return NetralError(f"The demo ended before it could be measured. Its last words: {last}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _drop() -> None:
    with connect("owner") as owner:
        owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
    shutil.rmtree(paths.beside_database(DATABASE), ignore_errors=True)
