"""What stands in a cell as text, and a name as it is compared."""

import re

from netral.engines.identifiers.pasted import visible
from netral.engines.tables.protection import unprotect


def as_text(value: object) -> str:
    """Return a cell as text without blanks around it; whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return unprotect(visible(str(value)).strip()).strip()


def plain(text: str) -> str:
    """Return a name for comparison: case, marks and repeated blanks do not count."""
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())
