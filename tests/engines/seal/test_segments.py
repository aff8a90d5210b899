"""Segments: what was appended comes back, whatever is torn, changed or missing around it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from netral.engines.seal import segments
from netral.engines.seal.record_store import folders, frames, offsets
from netral.engines.seal.record_store.repair import Repair, TornTail
from netral.engines.seal.segments import Place, SegmentReader, SegmentWriter

KEY = bytes(range(32))
OTHER_KEY = bytes(32)
BATCHES = st.lists(st.lists(st.binary(max_size=300), max_size=6), max_size=6)


def written(folder: Path, batches: list[list[bytes]], **options: int) -> list[tuple[Place, bytes]]:
    with SegmentWriter(folder, KEY, **options) as writer:
        return [pair for batch in batches for pair in zip(writer.append(batch), batch, strict=True)]


def segment_of(folder: Path) -> Path:
    (found,) = folder.glob("*.seg")
    return found


@given(batches=BATCHES, size=st.sampled_from([1, 200, 900, 1 << 20]))
@settings(max_examples=60, deadline=None)
def test_everything_comes_back_at_its_place_and_in_order(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[bytes]], size: int
) -> None:
    folder = tmp_path_factory.mktemp("store")
    expected = written(folder, batches, segment_bytes=size)

    with SegmentReader(folder, KEY) as reader:
        assert list(reader) == expected
        assert [reader.read(place) for place, _ in expected] == [record for _, record in expected]
        assert [place for name in reader.segments() for place in reader.places(name)] == [each for each, _ in expected]


def test_segments_roll_over_at_their_size(tmp_path: Path) -> None:
    places = [place for place, _ in written(tmp_path, [[b"x" * 400]] * 9, segment_bytes=1500)]

    assert len({place.segment for place in places}) == 3
    assert all(path.stat().st_size <= 1500 for path in tmp_path.glob("*.seg"))


def test_a_reader_follows_a_writer(tmp_path: Path) -> None:
    with SegmentWriter(tmp_path, KEY) as writer, SegmentReader(tmp_path, KEY) as reader:
        for number in range(5):
            writer.append([b"%d" % number])
            assert [record for _, record in reader] == [b"%d" % each for each in range(number + 1)]


def test_a_writer_leaves_the_segments_of_living_writers_alone(tmp_path: Path) -> None:
    with SegmentWriter(tmp_path, KEY) as first:
        first.append([b"one"])
        segment = segment_of(tmp_path)
        with segment.open("ab") as file:
            file.write(b"half of a rec")
        size = segment.stat().st_size
        with SegmentWriter(tmp_path, KEY) as second:
            assert second.repaired == Repair()
        assert segment.stat().st_size == size


def test_contents_are_unreadable_without_the_key(tmp_path: Path) -> None:
    written(tmp_path, [[b"Siti Aminah 198403172009012004"] * 20])

    assert all(b"Siti" not in path.read_bytes() and b"1984" not in path.read_bytes() for path in tmp_path.iterdir())
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.iterdir())
    with pytest.raises(frames.WrongKey, match="another key"):
        list(SegmentReader(tmp_path, OTHER_KEY))
    with pytest.raises(frames.WrongKey, match="another key"):
        SegmentWriter(tmp_path, OTHER_KEY)
    with pytest.raises(frames.WrongKey, match="32 bytes, not 5"):
        list(SegmentReader(tmp_path, b"short"))


def test_torn_at_every_byte(tmp_path: Path) -> None:
    (first, _), *_, (last, _) = written(tmp_path, [[b"one", b"two"], [b"three" * 9, b""], [b"four"]])
    segment = segment_of(tmp_path)
    whole, index = segment.read_bytes(), offsets.index_of(segment).read_bytes()
    records = [b"one", b"two", b"three" * 9, b"", b"four"]
    starts = [place.offset for place in SegmentReader(tmp_path, KEY).places(segment.stem)]
    ends = [*starts[1:], len(whole)]

    for size in range(len(whole)):
        segment.write_bytes(whole[:size])
        kept = sum(end <= size for end in ends)
        # The index lags: a crash can lose what was not synced of it.
        entry = (len(index) - len(offsets.head(b""))) // len(records)
        offsets.index_of(segment).write_bytes(index[: len(offsets.head(b"x" * 8)) + entry * kept])
        if size < frames.HEADER_BYTES:
            offsets.index_of(segment).unlink()
        else:
            assert [record for _, record in SegmentReader(tmp_path, KEY)] == records[:kept]
        with SegmentWriter(tmp_path, KEY) as writer:
            found = writer.repaired
        good = ends[kept - 1] if kept else min(size, frames.HEADER_BYTES) if size >= frames.HEADER_BYTES else 0
        assert found.cuts == ((TornTail(segment.stem, good, size - good),) if size > good else ())
        assert found.damages == ()
        assert [record for _, record in SegmentReader(tmp_path, KEY)] == records[:kept]
        for aside in tmp_path.glob("*.cut"):
            assert aside.read_bytes() == whole[good:size]
            aside.unlink()
    assert first.offset == frames.HEADER_BYTES < last.offset


def test_after_a_cut_the_next_records_go_to_another_segment(tmp_path: Path) -> None:
    written(tmp_path, [[b"kept"]])
    torn = segment_of(tmp_path)
    with torn.open("ab") as file:
        file.write(b"\0\0\0\x30half")

    assert [record for _, record in written(tmp_path, [[b"next"]])] == [b"next"]
    assert [(place.segment == torn.stem, record) for place, record in SegmentReader(tmp_path, KEY)] == [
        (True, b"kept"),
        (False, b"next"),
    ]


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_every_changed_bit_is_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("store")
    expected = written(folder, [[b"first", b"second" * 5], [b"third"]])
    segment = segment_of(folder)
    content = bytearray(segment.read_bytes())
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    content[bit // 8] ^= 1 << bit % 8
    segment.write_bytes(content)

    reader = SegmentReader(folder, KEY)
    with pytest.raises(frames.SegmentError):
        list(reader)
    opened = [pair for pair in expected if _opens(reader, pair)]
    in_header = bit // 8 < frames.HEADER_BYTES
    assert len(opened) == (0 if in_header else len(expected) - 1)


def _opens(reader: SegmentReader, pair: tuple[Place, bytes]) -> bool:
    try:
        return reader.read(pair[0]) == pair[1]
    except frames.SegmentError:
        return False


def test_damage_is_told_record_by_record_and_never_cut(tmp_path: Path) -> None:
    places = [place for place, _ in written(tmp_path, [[b"a" * 50] * 10])]
    segment = segment_of(tmp_path)
    content = bytearray(segment.read_bytes())
    for place in (places[2], places[7]):
        content[place.offset + 9] ^= 4
    segment.write_bytes(content)

    reader = SegmentReader(tmp_path, KEY)
    damaged = [place for place in places if not _opens(reader, (place, b"a" * 50))]
    assert damaged == [places[2], places[7]]
    offsets.index_of(segment).unlink()
    with SegmentWriter(tmp_path, KEY) as writer:
        assert (writer.repaired.cuts, len(writer.repaired.damages)) == ((), 1)
    assert segment.read_bytes() == content


def test_acknowledged_records_that_are_gone_are_told(tmp_path: Path) -> None:
    places = [place for place, _ in written(tmp_path, [[b"a"], [b"b"], [b"c"]])]
    os.truncate(segment_of(tmp_path), places[2].offset)

    with pytest.raises(frames.RecordDamaged, match="were acknowledged"):
        list(SegmentReader(tmp_path, KEY))
    with SegmentWriter(tmp_path, KEY) as writer:
        (damage,) = writer.repaired.damages
    assert (damage.offset, writer.repaired.cuts) == (places[2].offset, ())
    reader = SegmentReader(tmp_path, KEY)
    assert [_opens(reader, pair) for pair in zip(places, (b"a", b"b", b"c"), strict=True)] == [True, True, False]


@given(cut=st.integers(0, 80), flip=st.none() | st.integers(0, 79))
@settings(max_examples=60, deadline=None)
def test_an_index_that_is_missing_short_or_spoilt_is_renewed(
    tmp_path_factory: pytest.TempPathFactory, cut: int, flip: int | None
) -> None:
    folder = tmp_path_factory.mktemp("store")
    expected = written(folder, [[b"a"], [b"b"], [b"c"], [b"d"], [b"e"]])
    index = offsets.index_of(segment_of(folder))
    before = index.read_bytes()
    changed = bytearray(before[:cut])
    if flip is not None and flip < len(changed):
        changed[flip] ^= 1
    index.write_bytes(changed)

    reader = SegmentReader(folder, KEY)
    assert list(reader) == expected
    assert reader.places(reader.segments()[0]) == [place for place, _ in expected]
    with SegmentWriter(folder, KEY) as writer:
        assert writer.repaired == Repair()
    if changed[-12:] != before[-12:]:
        assert index.read_bytes() == before


def test_records_do_not_open_elsewhere(tmp_path: Path) -> None:
    places = [place for place, _ in written(tmp_path, [[b"a" * 20, b"b" * 20]])]
    segment = segment_of(tmp_path)
    content = segment.read_bytes()
    one, two = content[places[0].offset : places[1].offset], content[places[1].offset :]
    segment.write_bytes(content[: places[0].offset] + two + one)
    renamed = folders.path_of(tmp_path, folders.new_name(tmp_path))

    for place in places:
        with pytest.raises(frames.RecordDamaged, match="was changed"):
            SegmentReader(tmp_path, KEY).read(place)
    renamed.write_bytes(content)
    with pytest.raises(frames.WrongKey, match="another name"):
        SegmentReader(tmp_path, KEY).read(Place(renamed.stem, places[0].offset))


def test_places_that_do_not_exist_are_refused(tmp_path: Path) -> None:
    (place, _), *_ = written(tmp_path, [[b"a" * 20]])
    reader = SegmentReader(tmp_path, KEY)

    for wrong in (-1, 0, place.offset + 1, 10**9):
        with pytest.raises(frames.RecordDamaged):
            reader.read(Place(place.segment, wrong))
    for name in ("000009-0123456789abcdef", "../secret", ""):
        with pytest.raises(frames.SegmentMissing):
            reader.read(Place(name, place.offset))
    assert list(SegmentReader(tmp_path / "nothing", KEY)) == []


def test_many_segments_need_few_open_files(tmp_path: Path) -> None:
    expected = written(tmp_path, [[b"%d" % number] for number in range(3 * segments.KEPT_OPEN)], segment_bytes=1)
    reader = SegmentReader(tmp_path, KEY)
    before = len(list(Path("/proc/self/fd").iterdir()))

    assert [reader.read(place) for place, _ in expected] == [record for _, record in expected]
    assert len(list(Path("/proc/self/fd").iterdir())) - before <= segments.KEPT_OPEN
    reader.close()
    assert len(list(Path("/proc/self/fd").iterdir())) <= before


def test_a_disk_that_takes_no_more_is_told_and_nothing_is_half_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.write

    def full(descriptor: int, content: bytes) -> int:
        if len(content) > 1000:
            return whole(descriptor, memoryview(content)[:700])
        if len(content) > 100:
            raise OSError(28, "No space left on device")
        return whole(descriptor, content)

    with SegmentWriter(tmp_path, KEY) as writer:
        writer.append([b"before"])
        monkeypatch.setattr(os, "write", full)
        with pytest.raises(frames.SegmentError, match="No space left"):
            writer.append([b"x" * 500] * 3)
        monkeypatch.undo()
        writer.append([b"after"])

    assert [record for _, record in SegmentReader(tmp_path, KEY)] == [b"before", b"after"]
    assert len(list(tmp_path.glob("*.seg"))) == 2
