"""The kinds of events, each with its label and the privacy of what it carries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise


@dataclass(frozen=True)
class Rate:
    """How often those without an account may cause a kind of event: about one subject, and about all together."""

    within: timedelta
    per_subject: int | None = None
    overall: int | None = None


@dataclass(frozen=True)
class EventKind:
    """One kind of event; `personal` names the keys of its data that hold personal data."""

    code: str
    label: str | Promise
    personal: tuple[str, ...] = ()
    rate: Rate | None = None


class KindRegistry:
    """Every kind of event of the house, so that a label can be found from a stored code."""

    def __init__(self) -> None:
        self._kinds: dict[str, EventKind] = {}

    def add(self, kind: EventKind) -> EventKind:
        """Register a kind.

        Raises:
            ValueError: another kind already has this code.
        """
        known = self._kinds.setdefault(kind.code, kind)
        if known != kind:
            raise ValueError(f"two kinds of events share the code {kind.code!r}")
        return kind

    def label(self, code: str) -> str:
        """Return the label of a kind, or its code when it is no longer known."""
        kind = self._kinds.get(code)
        return str(kind.label) if kind else code

    def get(self, code: str) -> EventKind | None:
        """Return the kind with a code, if it is still known."""
        return self._kinds.get(code)

    def __contains__(self, code: str) -> bool:
        return code in self._kinds

    def __iter__(self) -> Iterator[EventKind]:
        return iter(self._kinds.values())


KINDS = KindRegistry()


def event_kind(
    code: str, label: str | Promise, *, personal: tuple[str, ...] = (), rate: Rate | None = None
) -> EventKind:
    """Declare a kind of event, as `REPORT_FILED = event_kind("report.filed", _("Laporan diterima"))`."""
    return KINDS.add(EventKind(code=code, label=label, personal=personal, rate=rate))
