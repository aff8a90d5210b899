"""Small territories for the tests of regions and institutions."""

from netral.foundation.regions.domain import RegionRow
from netral.foundation.regions.packed_file import fingerprint
from netral.foundation.regions.sources import Territory

RIAU = (
    RegionRow("14", "Riau"),
    RegionRow("14.03", "Kabupaten Bengkalis"),
    RegionRow("14.03.01", "Bengkalis"),
    RegionRow("14.03.01.1001", "Bengkalis Kota"),
    RegionRow("14.03.02", "Bantan"),
    RegionRow("14.03.02.2005", "Selat Baru"),
    RegionRow("14.03.40001", "Pulau Rupat", "1.883333", "101.566667"),
    RegionRow("31", "Daerah Khusus Ibukota Jakarta"),
    RegionRow("31.71", "Kota Administrasi Jakarta Pusat"),
    RegionRow("33", "Jawa Tengah"),
    RegionRow("33.74", "Kota Semarang"),
    RegionRow("33.74.01", "Semarang Tengah"),
    RegionRow("33.74.01.1001", "Selat Baru"),
)


def territory(*rows: RegionRow, version: str = "test") -> Territory:
    """Return a territory of these rows, of Riau and Jawa Tengah when none are given."""
    chosen = rows or RIAU
    return Territory(version=version, sha256=fingerprint(chosen), rows=chosen)
