"""Names of stored files: harmless on every system, ending as their content demands, never too long."""

import re
import unicodedata

from netral.foundation.files.domain import TYPES, FileType

LONGEST_NAME = 200
# A name of 200 letters can have 800 bytes; file systems take 255, and a browser may add a number.
_MOST_BYTES = 240
# An ending has a letter in it: the year in "surat 12.2024" is none.
_ENDING = re.compile(r"\.(?=[0-9]*[a-z])([a-z0-9]{1,5})$", re.IGNORECASE)
_KNOWN = frozenset(ending for kind in TYPES.values() for ending in kind.endings)
_FORBIDDEN_IN_WINDOWS = re.compile(r'[<>:"|?*]')
_RESERVED_IN_WINDOWS = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)", re.IGNORECASE)


def tidy_name(name: str) -> str:
    """The last part of a path, without control characters and marks that turn the writing around."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    spaced = (" " if unicodedata.category(letter) == "Zs" else letter for letter in last)
    return "".join(letter for letter in spaced if letter.isprintable()).strip()


def stored_name(name: str, kind: FileType, unnamed: str) -> str:
    """The name a file is kept and offered under: the sender's, with the ending of what the file is.

    `unnamed` stands for a name of which nothing is left.
    """
    stem, ending = _without_wrong_endings(_FORBIDDEN_IN_WINDOWS.sub("_", tidy_name(name)).strip(". "), kind)
    if _RESERVED_IN_WINDOWS.match(stem):
        stem = f"_{stem}"
    return f"{_shortened(stem, len(ending) + 1) or unnamed}.{ending}"


def wrong_ending(name: str, kind: FileType) -> str:
    """The ending by which a name claims to be another kind of file than it is; empty when it does not."""
    found = _ENDING.search(tidy_name(name).rstrip(". "))
    return "" if found is None or found.group(1).lower() in kind.endings else found.group(1).lower()


def shortened(name: str, ending_kept: int = 20) -> str:
    """A name short enough to be kept, with the end of it, where its ending stands."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - ending_kept] + name[-ending_kept:]


def _without_wrong_endings(name: str, kind: FileType) -> tuple[str, str]:
    stem, removed = name, 0
    while found := _ENDING.search(stem):
        ending = found.group(1)
        if ending.lower() in kind.endings:
            return stem[: found.start()].rstrip(". "), ending
        if removed and ending.lower() not in _KNOWN:
            break
        stem, removed = stem[: found.start()].rstrip(". "), removed + 1
    return stem, kind.endings[0]


def _shortened(stem: str, reserved: int) -> str:
    cut = stem[: LONGEST_NAME - reserved].encode()[: _MOST_BYTES - reserved].decode(errors="ignore")
    return cut.rstrip(". ")
