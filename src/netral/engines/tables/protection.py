"""The apostrophe that keeps a spreadsheet from running or rounding a cell: put on in exports, taken off in imports."""

import re

# A spreadsheet runs a cell that starts with one of these as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_RUNS = re.compile(f"'* *[{re.escape(''.join(FORMULA_STARTS))}]")
# It turns longer numbers of a CSV into 1,98E+17.
_ROUNDS = re.compile(r"'*\d{16,}")
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')


def protect(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula."""
    return f"'{text}" if _RUNS.match(text) else text


def protect_number(text: str) -> str:
    """Return a text whose long number no spreadsheet rounds."""
    return f"'{text}" if _ROUNDS.fullmatch(text) else text


def unprotect(text: str) -> str:
    """Return what stood there before `protect` or `protect_number`, and the text of a formula that only states one."""
    if not text.startswith(("'", "=")):
        return text
    inner = text[1:]
    if text.startswith("'") and (_RUNS.match(inner) or _ROUNDS.fullmatch(inner)):
        text = inner
    stated = _TEXT_FORMULA.fullmatch(text)
    return stated[1].replace('""', '"') if stated else text
