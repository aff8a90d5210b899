"""How much may come in: reports that become cases by themselves, drafts, free disk, forms. This installation's own
choice, no rule of law."""

import os

from netral.config.errors import NetralError

MEGABYTE = 1024 * 1024


def _whole(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isdecimal() or int(value) < 1:
        raise NetralError(f"{name}={value!r} is no whole number above zero. Write it in digits, such as {default}.")
    return int(value)


# Beyond so many reports within so many minutes, a report is held until an officer opens it.
REPORT_ARRIVAL_MINUTES = _whole("NETRAL_REPORT_MINUTES", 10)
REPORT_ARRIVALS_PER_INSTITUTION = _whole("NETRAL_REPORTS_PER_INSTITUTION", 10)
REPORT_ARRIVALS_OVERALL = _whole("NETRAL_REPORTS_OVERALL", 40)

# A page without a file field takes a form of so many bytes; those with one say for themselves what they take.
FORM_BYTES = MEGABYTE
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# Who came to an oath is ticked for everybody on one page, a thousand and more.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000

# Drafts of reports, which nobody signed in for: all their files together, and how many drafts there may be.
DRAFT_STORE_BYTES = _whole("NETRAL_DRAFT_STORE_MB", 2048) * MEGABYTE
MOST_DRAFTS = _whole("NETRAL_MOST_DRAFTS", 20_000)
DRAFT_TEXT_BYTES = _whole("NETRAL_DRAFT_TEXT_MB", 512) * MEGABYTE
# Receipts of self-checks that anybody may keep, each of one or two kilobytes.
MOST_KEPT_RECEIPTS = _whole("NETRAL_MOST_RECEIPTS", 1_000_000)
# With less free than this no upload is taken, so that the database and the ledger can go on writing.
FREE_DISK_FLOOR = _whole("NETRAL_FREE_DISK_MB", 1024) * MEGABYTE
