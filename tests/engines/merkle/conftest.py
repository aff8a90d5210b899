"""Go's own log package, built once a session, to be asked about our logs."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Ask = Callable[..., dict[str, object]]


@pytest.fixture(scope="session")
def go(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Return a way to ask golang.org/x/mod/sumdb a question; an answer with an error is a refusal."""
    compiler = shutil.which("go")
    assert compiler, "Go is missing: install the Debian packages golang-go and golang-golang-x-mod-dev (make setup)"
    folder = tmp_path_factory.mktemp("go")
    program = folder / "oracle"
    subprocess.run(
        [compiler, "build", "-o", program, "."],
        cwd=Path(__file__).parent / "oracle",
        env={
            **os.environ,
            "GO111MODULE": "off",
            "GOPATH": "/usr/share/gocode",
            "GOFLAGS": "",
            "GOCACHE": str(folder / "cache"),
        },
        check=True,
    )
    with subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as oracle:
        yield lambda **question: _asked(oracle, question)
        assert oracle.stdin
        oracle.stdin.close()


def _asked(oracle: subprocess.Popen[str], question: dict[str, object]) -> dict[str, object]:
    assert oracle.stdin
    assert oracle.stdout
    oracle.stdin.write(json.dumps(question) + "\n")
    oracle.stdin.flush()
    answer: dict[str, object] = json.loads(oracle.stdout.readline())
    return answer
