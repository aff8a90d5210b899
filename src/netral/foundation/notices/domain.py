"""When to try again, and when to stop."""

from __future__ import annotations

import smtplib

# Eight tries, each waiting twice as long, span a little more than four hours: longer than most outages of a
# mail server, shorter than a working day.
MOST_ATTEMPTS = 8
FIRST_WAIT = 120
PERMANENT = range(500, 600)


def is_permanent(error: Exception) -> bool:
    """Whether a mail server said that the recipient will never be reached."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code in PERMANENT for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code in PERMANENT


def wait_after(attempts: int) -> int:
    """Seconds to wait after so many failed tries."""
    return int(FIRST_WAIT * 2 ** max(0, attempts - 1))


def is_last(attempts: int) -> bool:
    """Whether nothing is tried after so many failed tries."""
    return attempts >= MOST_ATTEMPTS


def one_line(text: str, longest: int) -> str:
    """A text on one line, so that it can stand in a mail header; cut visibly when too long."""
    joined = " ".join(text.split())
    return joined if len(joined) <= longest else joined[: longest - 1].rstrip() + "…"
