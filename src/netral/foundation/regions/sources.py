"""Reads a territory from Netral's packed file, or from the CSV files of idn-area-data (folder or npm tarball)."""

import csv
import io
import json
import lzma
import re
import tarfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from netral.foundation.regions.domain import RegionRow, is_code, parent_of, tier_of
from netral.foundation.regions.packed_file import HEADER, fingerprint

SHIPPED = Path(__file__).parent / "data" / "regions-4.0.1.csv.xz"

NAME_LIMIT = 120
# The files of idn-area-data, and the column in which each names the region above; `code` and `name` are in all.
_TABLES = {
    "provinces": None,
    "regencies": "province_code",
    "districts": "regency_code",
    "villages": "district_code",
    "islands": "regency_code",
}
_ANGLE = r"""\d{1,3}°\d{1,2}'\d{1,2}(?:\.\d+)?\""""
_DEGREES = re.compile(rf"(?P<lat>{_ANGLE}) (?P<ns>[NS]) (?P<lon>{_ANGLE}) (?P<ew>[EW])", re.ASCII)
_PACKED_NAME = re.compile(r"regions-(?P<version>.+?)\.csv(\.xz)?")
_DECIMAL = re.compile(r"-?\d{1,3}\.\d{1,6}", re.ASCII)


class UnreadableRegions(ValueError):
    """The file holds no territory Netral can read."""


class MalformedRegions(UnreadableRegions):
    """One value of the file is wrong; the row counts from 1, the header being row 1."""

    def __init__(self, file: str, row: int, column: str, value: str, reason: str) -> None:
        self.file, self.row, self.column, self.value, self.reason = file, row, column, value, reason
        super().__init__(f"{file}, row {row}, column {column}: {value!r} {reason}")


@dataclass(frozen=True)
class Territory:
    """Every region of one file, with the version of its source and the SHA-256 of its packed CSV."""

    version: str
    sha256: str
    rows: tuple[RegionRow, ...]


def read(path: Path) -> Territory:
    """Read and check a whole territory: a packed file, a folder of CSV files, or an npm tarball.

    Raises:
        UnreadableRegions: the file is missing, damaged, or of another form.
        MalformedRegions: a value in it is wrong.
    """
    try:
        version, rows = _parts(path)
        checked = tuple(_checked(rows))
    except (OSError, EOFError, tarfile.TarError, lzma.LZMAError, zlib.error, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableRegions(f"{path}: cannot be read ({error})") from error
    return Territory(version=version, sha256=fingerprint(checked), rows=checked)


def shipped() -> Territory:
    """Read the territory that comes with Netral."""
    return read(SHIPPED)


def _parts(path: Path) -> "tuple[str, Iterable[_Placed]]":
    if path.is_dir():
        files = {file.stem: file.read_bytes() for file in path.glob("*.csv")}
        description = path.parent / "package.json"
        return _version(description.read_bytes() if description.exists() else b"", path.name), _source_rows(files)
    if path.name.endswith((".tgz", ".tar.gz", ".tar")):
        return _tarball(path)
    content = path.read_bytes()
    if path.suffix == ".xz":
        content = lzma.decompress(content)
    named = _PACKED_NAME.fullmatch(path.name)
    return named["version"] if named else path.name, _packed_rows(path.name, content)


def _tarball(path: Path) -> "tuple[str, Iterable[_Placed]]":
    files: dict[str, bytes] = {}
    description = b""
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content and member.name == "package/package.json":
                description = content.read()
            elif content and member.name.startswith("package/data/") and member.name.endswith(".csv"):
                files[Path(member.name).stem] = content.read()
    return _version(description, path.name), _source_rows(files)


def _version(description: bytes, fallback: str) -> str:
    try:
        return str(json.loads(description)["version"])
    except (ValueError, KeyError, TypeError):
        return fallback


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row and where it stands, for whoever has to mend the file."""

    file: str
    number: int
    code: str
    name: str
    latitude: str
    longitude: str

    def wrong(self, column: str, value: str, reason: str) -> MalformedRegions:
        return MalformedRegions(self.file, self.number, column, value, reason)


def _table(file: str, content: bytes, columns: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    header = reader.fieldnames or []
    for column in columns:
        if column not in header:
            raise MalformedRegions(file, 1, column, ",".join(header), "lacks this column")
    for row in reader:
        number = reader.line_num
        if None in row or None in row.values():
            raise MalformedRegions(file, number, header[0], str(row.get(header[0])), "has too many or too few values")
        yield number, row


def _packed_rows(file: str, content: bytes) -> Iterator[_Placed]:
    for number, row in _table(file, content, HEADER):
        placed = _Placed(file, number, row["code"], row["name"], row["latitude"], row["longitude"])
        yield _with_checked_decimals(placed)


def _with_checked_decimals(placed: _Placed) -> _Placed:
    for column, value in (("latitude", placed.latitude), ("longitude", placed.longitude)):
        if value and not _DECIMAL.fullmatch(value):
            raise placed.wrong(column, value, "is no decimal degree such as -1.234567")
    if bool(placed.latitude) != bool(placed.longitude):
        raise placed.wrong("longitude", placed.longitude, "stands without its other coordinate")
    return placed


def _source_rows(files: Mapping[str, bytes]) -> Iterator[_Placed]:
    for table, above in _TABLES.items():
        if table not in files:
            raise UnreadableRegions(f"{table}.csv is missing: expected {', '.join(f'{name}.csv' for name in _TABLES)}")
        columns = ["code", "name", *([above] if above else []), *(["coordinate"] if table == "islands" else [])]
        for number, row in _table(f"{table}.csv", files[table], columns):
            yield _source_row(table, number, row, above)


def _source_row(table: str, number: int, row: dict[str, str], above: str | None) -> _Placed:
    placed = _Placed(f"{table}.csv", number, row["code"], row["name"], "", "")
    if above and is_code(placed.code) and not _named_above(placed.code, row[above]):
        raise placed.wrong(above, row[above], f"is not the region above {placed.code}")
    if table != "islands":
        return placed
    latitude, longitude = _decimal_degrees(placed, row["coordinate"])
    return _Placed(placed.file, number, placed.code, placed.name, latitude, longitude)


def _named_above(code: str, named: str) -> bool:
    # An island of no regency has an empty column and hangs under its province.
    expected = parent_of(code)
    return named == expected or (named == "" and tier_of(code) == "island" and len(expected or "") == len("12"))


def _decimal_degrees(placed: _Placed, text: str) -> tuple[str, str]:
    found = _DEGREES.fullmatch(text)
    if not found:
        raise placed.wrong("coordinate", text, "is no coordinate such as 03°19'03.44\" N 097°07'41.73\" E")
    return _decimal(found["lat"], found["ns"] == "S"), _decimal(found["lon"], found["ew"] == "W")


def _decimal(degrees: str, negative: bool) -> str:
    whole, minutes, seconds = (float(part) for part in re.split(r"[°'\"]", degrees)[:3])
    value = whole + minutes / 60 + seconds / 3600
    return f"{-value if negative else value:.6f}"


def _checked(rows: Iterable[_Placed]) -> Iterator[RegionRow]:
    seen: set[str] = set()
    for row in rows:
        _check_code(row, seen)
        _check_name(row)
        _check_place(row)
        seen.add(row.code)
        yield RegionRow(row.code, row.name, _six_decimals(row.latitude), _six_decimals(row.longitude))
    if not seen:
        raise UnreadableRegions("the file holds no region at all")


def _six_decimals(degrees: str) -> str:
    # Adding zero turns a rounded -0.0 into 0.0, as PostgreSQL gives it back.
    return f"{round(float(degrees), 6) + 0.0:.6f}" if degrees else ""


def _check_code(row: _Placed, seen: set[str]) -> None:
    if not is_code(row.code):
        raise row.wrong("code", row.code, "is no code of a region")
    if row.code in seen:
        raise row.wrong("code", row.code, "stands in the file twice")
    above = parent_of(row.code)
    if above and above not in seen:
        raise row.wrong("code", row.code, f"lies in {above}, which no earlier row names")


def _check_name(row: _Placed) -> None:
    if not row.name or row.name != row.name.strip() or not row.name.isprintable():
        raise row.wrong("name", row.name, "is empty, or has spaces around it or characters that cannot be printed")
    if len(row.name) > NAME_LIMIT:
        raise row.wrong("name", row.name, f"is longer than {NAME_LIMIT} characters")


def _check_place(row: _Placed) -> None:
    for column, value, limit in (("latitude", row.latitude, 90), ("longitude", row.longitude, 180)):
        if value and abs(float(value)) > limit:
            raise row.wrong(column, value, f"is beyond {limit} degrees")
