"""Packs the territory of the npm package idn-area-data into the file that Netral ships.

npm pack idn-area-data@4.0.1 --ignore-scripts
python tools/pack_regions.py idn-area-data-4.0.1.tgz            # writes regions-<version>.csv.xz and its provenance
python tools/pack_regions.py --check idn-area-data-4.0.1.tgz    # ends with 1 when the shipped content differs
"""

import argparse
import hashlib
import sys
from pathlib import Path

import yaml

from netral.foundation.regions.domain import counts
from netral.foundation.regions.packed_file import pack
from netral.foundation.regions.sources import SHIPPED, Territory, read


def provenance(territory: Territory, source: Path, packed: bytes) -> str:
    """Return what the file is made from, as YAML."""
    facts = {
        "package": "idn-area-data (npm)",
        "version": territory.version,
        "homepage": "https://github.com/fityannugroho/idn-area-data",
        "licence": "ODbL-1.0 (LICENSE-ODbL.md)",
        "attribution": "Contains data of idn-area-data by Fityan Nugroho, made available under the ODbL 1.0",
        "changes": "five CSV files joined into one; parent and tier left out (the code says both); "
        "island coordinates in decimal degrees; is_populated and is_outermost_small left out",
        "tarball_sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
        "csv_sha256": territory.sha256,
        "file_sha256": hashlib.sha256(packed).hexdigest(),
        "rows": counts(row.code for row in territory.rows),
    }
    return yaml.safe_dump(facts, sort_keys=False, allow_unicode=True, width=120)


def main() -> int:
    """Pack, or compare with what is shipped."""
    parser = argparse.ArgumentParser(description="Packs idn-area-data into the file that Netral ships.")
    parser.add_argument("tarball", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing, compare with the shipped file")
    asked = parser.parse_args()
    territory = read(asked.tarball)
    if asked.check:
        return int(territory.sha256 != read(SHIPPED).sha256)
    packed = pack(territory.rows)
    target = SHIPPED.with_name(f"regions-{territory.version}.csv.xz")
    target.write_bytes(packed)
    target.with_name("provenance.yaml").write_text(provenance(territory, asked.tarball, packed), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
