"""A file of regions is read whole and right, or refused with the place of the fault."""

import io
import lzma
import tarfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, strategies as st

from netral.foundation.regions.domain import RegionRow, counts
from netral.foundation.regions.packed_file import pack, to_csv
from netral.foundation.regions.sources import SHIPPED, MalformedRegions, UnreadableRegions, read, shipped
from tests.foundation.regions.territories import RIAU

SOURCE = {
    "provinces": "code,name\n14,Riau\n",
    "regencies": "code,province_code,name\n14.03,14,Kabupaten Bengkalis\n",
    "districts": "code,regency_code,name\n14.03.02,14.03,Bantan\n",
    "villages": "code,district_code,name\n14.03.02.2005,14.03.02,Selat Baru\n",
    "islands": 'code,regency_code,coordinate,name\n14.03.40001,14.03,"01°53\'00.00"" N 101°34\'00.00"" E",Pulau Rupat\n'
    '14.00.40001,,"00°00\'00.01"" S 101°00\'00.00"" E",Pulau Lepas\n',
}
NAMES = st.text(st.characters(categories=("L", "N", "P"), include_characters=" "), min_size=1, max_size=60).map(
    str.strip
)


def folder(place: Path, **changed: str) -> Path:
    """Write the five CSV files, some of them otherwise."""
    for table, text in {**SOURCE, **changed}.items():
        (place / f"{table}.csv").write_text(text, encoding="utf-8")
    return place


def packed(place: Path, text: str) -> Path:
    """Write a packed file of this text."""
    file = place / "regions-9.csv.xz"
    file.write_bytes(lzma.compress(text.encode()))
    return file


def test_the_shipped_territory_is_the_one_its_provenance_describes() -> None:
    territory = shipped()
    provenance = yaml.safe_load(SHIPPED.with_name("provenance.yaml").read_text(encoding="utf-8"))
    assert territory.version == provenance["version"] == "4.0.1"
    assert territory.sha256 == provenance["csv_sha256"]
    assert counts(row.code for row in territory.rows) == provenance["rows"]
    assert provenance["rows"] == {"province": 38, "regency": 514, "district": 7285, "village": 83762, "island": 17373}
    assert RegionRow("14.03.02.2005", "Selat Baru") in territory.rows
    assert "Open Database License" in SHIPPED.with_name("LICENSE-ODbL.md").read_text(encoding="utf-8")


def test_a_folder_of_the_source_is_read_with_coordinates_in_degrees(tmp_path: Path) -> None:
    rows = {row.code: row for row in read(folder(tmp_path)).rows}
    assert rows["14.03.40001"] == RegionRow("14.03.40001", "Pulau Rupat", "1.883333", "101.566667")
    assert rows["14.00.40001"] == RegionRow("14.00.40001", "Pulau Lepas", "-0.000003", "101.000000")
    assert rows["14.00.40001"].parent == "14"
    assert len(rows) == 6


def test_a_tarball_holds_the_same_and_names_its_version(tmp_path: Path) -> None:
    tarball = tmp_path / "idn-area-data-9.1.0.tgz"
    with tarfile.open(tarball, "w:gz") as archive:
        members = {f"package/data/{table}.csv": text for table, text in SOURCE.items()}
        for name, text in {**members, "package/package.json": '{"version": "9.1.0"}'}.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    territory = read(tarball)
    assert territory.version == "9.1.0"
    assert territory.sha256 == read(folder(tmp_path)).sha256


def test_packing_does_not_depend_on_the_order_of_the_rows(tmp_path: Path) -> None:
    file = tmp_path / "regions-7.csv.xz"
    file.write_bytes(pack(reversed(RIAU)))
    assert file.read_bytes() == pack(RIAU)
    assert set(read(file).rows) == set(RIAU)


@given(st.dictionaries(st.integers(10, 99), NAMES.filter(bool), min_size=1))
def test_every_name_survives_packing(tmp_path_factory: pytest.TempPathFactory, names: dict[int, str]) -> None:
    file = tmp_path_factory.mktemp("names") / "regions-1.csv"
    rows = {RegionRow(str(code), name) for code, name in names.items() if name.isprintable()}
    if not rows:
        return
    file.write_bytes(to_csv(rows))
    assert set(read(file).rows) == rows


@pytest.mark.parametrize(
    ("lines", "row", "column", "value"),
    [
        ("14,Riau,,\n14,Riau,,", 3, "code", "14"),
        ("14,Riau,,\n14.3,Bengkalis,,", 3, "code", "14.3"),
        ("14,Riau,,\n15.03,Bengkalis,,", 3, "code", "15.03"),
        ("14, Riau,,", 2, "name", " Riau"),
        ("14,,,", 2, "name", ""),
        ("14,Ri\tau,,", 2, "name", "Ri\tau"),
        (f"14,{'x' * 121},,", 2, "name", "x" * 121),
        ("14,Riau,91.0,101.0", 2, "latitude", "91.0"),
        ("14,Riau,1.0,180.5", 2, "longitude", "180.5"),
        ("14,Riau,1.0,", 2, "longitude", ""),
        ("14,Riau,north,101.0", 2, "latitude", "north"),
        ("14,Riau,nan,101.0", 2, "latitude", "nan"),
        ("14,Riau", 2, "code", "14"),
        ("14,Riau,,,extra", 2, "code", "14"),
    ],
)
def test_a_wrong_value_is_named_with_its_row_and_column(
    tmp_path: Path, lines: str, row: int, column: str, value: str
) -> None:
    with pytest.raises(MalformedRegions) as refused:
        read(packed(tmp_path, f"code,name,latitude,longitude\n{lines}\n"))
    assert (refused.value.row, refused.value.column, refused.value.value) == (row, column, value)
    assert "regions-9.csv.xz, row" in str(refused.value)


def test_a_parent_column_that_contradicts_the_code_is_refused(tmp_path: Path) -> None:
    wrong = "code,district_code,name\n14.03.02.2005,14.03.01,Selat Baru\n"
    with pytest.raises(MalformedRegions, match=r"villages\.csv, row 2, column district_code: '14\.03\.01'"):
        read(folder(tmp_path, villages=wrong))


def test_a_coordinate_in_another_form_is_refused(tmp_path: Path) -> None:
    wrong = "code,regency_code,coordinate,name\n14.03.40001,14.03,1.88 101.5,Pulau Rupat\n"
    with pytest.raises(MalformedRegions, match=r"islands\.csv, row 2, column coordinate: '1\.88 101\.5'"):
        read(folder(tmp_path, islands=wrong))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(MalformedRegions, match="column longitude"):
        read(packed(tmp_path, "code,name,latitude\n14,Riau,\n"))


def test_files_that_hold_no_territory_are_refused(tmp_path: Path) -> None:
    empty = packed(tmp_path, "code,name,latitude,longitude\n")
    damaged = tmp_path / "damaged.csv.xz"
    damaged.write_bytes(pack(RIAU)[:-20])
    latin = tmp_path / "latin.csv"
    latin.write_bytes("code,name,latitude,longitude\n14,Ri\xe1u,,\n".encode("latin-1"))
    unquoted = tmp_path / "unquoted.csv"
    unquoted.write_text('code,name,latitude,longitude\n14,"Riau,,\n', encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "no.tgz").write_bytes(b"no tarball")
    for file in (empty, damaged, latin, unquoted, tmp_path / "folder", tmp_path / "no.tgz", tmp_path / "nothing.csv"):
        with pytest.raises(UnreadableRegions):
            read(file)
