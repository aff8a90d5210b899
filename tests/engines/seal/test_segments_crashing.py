"""Writers that are killed, and writers beside each other: what they acknowledged is there."""

from __future__ import annotations

import secrets
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from netral.engines.seal.segments import SegmentReader, SegmentWriter

KEY = bytes(range(32))
# Longer than anything here takes on a busy machine; what takes longer hangs.
WAITED = 60
ROUNDS = 12
# Appends batches of growing records for ever, and says so on standard output after each.
WRITING = """
import random, sys
from pathlib import Path
from netral.engines.seal.segments import SegmentWriter
folder, mark = Path(sys.argv[1]), sys.argv[2]
chance = random.Random(mark)
writer = SegmentWriter(folder, bytes(range(32)), segment_bytes=200_000)
number = 0
while True:
    names = [b"%s %d " % (mark.encode(), number + each) for each in range(chance.randrange(1, 30))]
    batch = [name + b"." * chance.randrange(6000) for name in names]
    places = writer.append(batch)
    number += len(batch)
    for place, record in zip(places, batch):
        print(place.segment, place.offset, record[:40].split(b".")[0].decode().strip(), flush=True)
"""


def start(folder: Path, mark: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", WRITING, str(folder), mark], stdout=subprocess.PIPE, text=True)


def acknowledged(output: str) -> dict[tuple[str, int], str]:
    # The last line may be half of one.
    lines = [line.split(" ", 2) for line in output.split("\n")[:-1]]
    return {(segment, int(offset)): words for segment, offset, words in lines}


def said(record: bytes) -> str:
    return record.split(b".")[0].decode().strip()


def test_what_a_killed_writer_acknowledged_is_there(tmp_path: Path) -> None:
    promised: dict[tuple[str, int], str] = {}
    for number in range(ROUNDS):
        writing = start(tmp_path, f"round{number}")
        assert writing.stdout is not None
        first = writing.stdout.readline()
        killer = threading.Timer(secrets.randbelow(200) / 1000, writing.kill)
        killer.start()
        promised |= acknowledged(first + writing.stdout.read())
        writing.wait(timeout=WAITED)
        writing.stdout.close()
        killer.join()

    with SegmentWriter(tmp_path, KEY) as writer:
        assert writer.repaired.damages == ()
    kept = {(place.segment, place.offset): said(record) for place, record in SegmentReader(tmp_path, KEY)}
    assert len(promised) >= ROUNDS
    assert {place: kept.get(place) for place in promised} == promised
    # Each writer numbers its records, so that a half one or a doubled one would show.
    for number in range(ROUNDS):
        mark = f"round{number}"
        assert [words for words in kept.values() if words.split()[0] == mark] == [
            f"{mark} {each}" for each in range(sum(words.split()[0] == mark for words in kept.values()))
        ]


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    both = [start(tmp_path, "one"), start(tmp_path, "two")]
    pipes = [writing.stdout for writing in both if writing.stdout]
    firsts = [pipe.readline() for pipe in pipes]
    time.sleep(0.5)
    outputs = []
    for first, writing, pipe in zip(firsts, both, pipes, strict=True):
        writing.kill()
        # Not `communicate`: it would pass over what `readline` has read ahead.
        outputs.append(first + pipe.read())
        writing.wait(timeout=WAITED)
        pipe.close()

    promised = [acknowledged(output) for output in outputs]
    kept = {(place.segment, place.offset): said(record) for place, record in SegmentReader(tmp_path, KEY)}
    assert all(len(each) > 10 for each in promised)
    assert not {place[0] for place in promised[0]} & {place[0] for place in promised[1]}
    assert {place: kept.get(place) for place in promised[0] | promised[1]} == promised[0] | promised[1]


def test_threads_share_a_writer(tmp_path: Path) -> None:
    places: list[tuple[bytes, object]] = []
    with SegmentWriter(tmp_path, KEY, segment_bytes=5000) as writer:

        def write(number: int) -> None:
            for each in range(20):
                record = b"%d %d" % (number, each)
                places.extend((record, place) for place in writer.append([record]))

        threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert sorted((record, place) for place, record in SegmentReader(tmp_path, KEY)) == sorted(places)
    assert len(places) == 160


FORKING = """
import os, sys
from pathlib import Path
from netral.engines.seal.segments import SegmentWriter
writer = SegmentWriter(Path(sys.argv[1]), bytes(range(32)))
writer.append([b"parent 1"])
child = os.fork()
if child == 0:
    writer.append([b"child 1", b"child 2"])
    writer.close()
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
writer.append([b"parent 2"])
writer.close()
"""


def test_a_forked_process_writes_a_segment_of_its_own(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", FORKING, str(tmp_path)], check=True, timeout=WAITED)

    reader = SegmentReader(tmp_path, KEY)
    found = [[reader.read(place) for place in reader.places(name)] for name in reader.segments()]
    assert sorted(found) == [[b"child 1", b"child 2"], [b"parent 1", b"parent 2"]]


@pytest.mark.parametrize("moment", ["rename", "fsync"])
def test_a_writer_killed_while_it_begins_leaves_nothing_in_the_way(tmp_path: Path, moment: str) -> None:
    dying = f"import os, pathlib; pathlib.Path.rename = os.{moment} = lambda *_: os._exit(9)\n"
    command = [sys.executable, "-c", dying + WRITING, str(tmp_path), "x"]
    assert subprocess.run(command, check=False, timeout=WAITED).returncode == 9

    with SegmentWriter(tmp_path, KEY) as writer:
        writer.append([b"after"])
    assert [record for _, record in SegmentReader(tmp_path, KEY)] == [b"after"]
