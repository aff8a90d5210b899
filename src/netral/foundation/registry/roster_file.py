"""Opens a roster: a table from outside whose heads are those of rosters."""

from pathlib import Path

from netral.engines.tables.table import Table, open_table
from netral.foundation.registry.headings import guess


def open_roster(path: Path, sheet: str = "") -> Table:
    """Find out what kind of file a roster is; of a workbook the named sheet is taken, or the only one to be seen.

    Raises:
        Unreadable: it is empty, too large, protected, damaged, or neither CSV nor a workbook.
    """
    return open_table(path, lambda cells: len(guess(cells)), sheet)
