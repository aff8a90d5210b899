"""States of a session, when the code on its poster works, and who comes late."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from netral.engines.steps.table import StepRefused, gettext_noop as _, moves


class SessionStatus(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Way(StrEnum):
    """How somebody's attendance was recorded."""

    QR = "qr"
    LINK = "link"
    LIST = "list"
    TICK = "tick"


class Gate(StrEnum):
    """Whether the code on the poster works."""

    EARLY = "early"
    OPEN = "open"
    OVER = "over"
    CANCELLED = "cancelled"


check_step = moves(
    {
        SessionStatus.PLANNED: frozenset({SessionStatus.HELD, SessionStatus.CANCELLED}),
        SessionStatus.HELD: frozenset(),
        SessionStatus.CANCELLED: frozenset(),
    },
    elsewhere=_("Langkah ini tidak bisa lagi: keadaan sesi sudah berubah. Lihat di bawah ini."),
).transition


@dataclass(frozen=True)
class AttendanceRules:
    """How long around a session its poster works, and how many people one phone may enter."""

    opens_before: timedelta
    late_after: timedelta
    closes_after: timedelta
    people_per_phone: int


@dataclass(frozen=True)
class Times:
    """When a session begins and ends, in the time zone of its region."""

    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo

    @property
    def day(self) -> date:
        """Return the day of the session."""
        return self.starts_at.astimezone(self.zone).date()

    def window(self, rules: AttendanceRules) -> tuple[datetime, datetime]:
        """Return from when to when the poster works; never on another day."""
        midnight = datetime.combine(self.day, time.min, tzinfo=self.zone)
        first = max(midnight, self.starts_at - rules.opens_before)
        last = min(midnight + timedelta(days=1), self.ends_at + rules.closes_after)
        return first, last

    def gate(self, status: SessionStatus, now: datetime, rules: AttendanceRules) -> Gate:
        """Say whether the poster works now."""
        if status == SessionStatus.CANCELLED:
            return Gate.CANCELLED
        first, last = self.window(rules)
        if now < first:
            return Gate.EARLY
        return Gate.OPEN if now < last else Gate.OVER

    def is_late(self, arrived: datetime, rules: AttendanceRules) -> bool:
        """Say whether somebody who was recorded at a moment came late."""
        return arrived > self.starts_at + rules.late_after

    def is_overdue(self, status: SessionStatus, now: datetime) -> bool:
        """Say whether the session ended without being recorded as held or cancelled."""
        return status == SessionStatus.PLANNED and now > self.ends_at


def check_held(times: Times, now: datetime) -> None:
    """Refuse to call a session held that has not begun.

    Raises:
        StepRefused: it begins later.
    """
    if now < times.starts_at:
        raise StepRefused(_("Sesi belum dimulai. Tandai terlaksana setelah sesi berjalan."))


def check_cancel(attended: int) -> None:
    """Refuse to cancel a session to which people came.

    Raises:
        StepRefused: attendance was recorded.
    """
    if attended:
        raise StepRefused(
            _("Sudah ada kehadiran yang tercatat, jadi sesi tidak bisa dibatalkan. Tandai sesi ini terlaksana.")
        )


def check_recording(status: SessionStatus, times: Times, now: datetime, rules: AttendanceRules) -> None:
    """Refuse attendance by list before the poster works, or at a cancelled session.

    Raises:
        StepRefused: nobody can have attended.
    """
    if status == SessionStatus.CANCELLED:
        raise StepRefused(_("Sesi ini dibatalkan, jadi kehadiran tidak bisa dicatat."))
    if now < times.window(rules)[0]:
        minutes = int(rules.opens_before.total_seconds() // 60)
        raise StepRefused(
            _("Sesi belum dibuka. Kehadiran bisa dicatat mulai %(minutes)s menit sebelum sesi dimulai."),
            minutes=minutes,
        )
