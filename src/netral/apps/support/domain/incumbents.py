"""Support by a government whose head is a candidate: from which day it is flagged, and by which rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from netral.engines.rules.dated import Provenance, in_force
from netral.engines.steps.table import StepRefused, gettext_noop as _


@dataclass(frozen=True)
class IncumbencyRule:
    """From when, in an election, support by a government whose head is a candidate is flagged; both days included."""

    code: str
    election: str
    flagged_from: date
    flagged_until: date | None
    title: str
    valid_from: date
    valid_to: date | None
    provenance: Provenance
    published_at: datetime | None = None

    @property
    def key(self) -> str:
        """The stable name of the rule."""
        return f"{self.code}.{self.election}"


@dataclass(frozen=True)
class Incumbency:
    """That the head of a government, in office since a day, is a candidate in an election."""

    election: str
    since: date


def flag_of(given_on: date, incumbents: Iterable[Incumbency], rules: Iterable[IncumbencyRule]) -> IncumbencyRule | None:
    """Return the rule by which support given on a day is flagged, by the heads of its giver; None where it is not."""
    elections = {incumbent.election for incumbent in incumbents if incumbent.since <= given_on}
    return next(
        (
            rule
            for rule in in_force(rules, given_on)
            if rule.election in elections
            and rule.flagged_from <= given_on
            and (rule.flagged_until is None or given_on <= rule.flagged_until)
        ),
        None,
    )


def check_instrument(rule: IncumbencyRule | None, number: str, dated: date | None, today: date) -> None:
    """Refuse flagged support without the letter that makes it the institution's, and a letter of a day to come.

    Raises:
        StepRefused: the number or the date is missing, or the date lies in the future.
    """
    if rule is not None and not (number.strip() and dated):
        raise StepRefused(
            _(
                "Kepala daerah ini calon petahana, dan dukungan pada tanggal itu ditandai (%(reference)s). Isi nomor "
                "dan tanggal surat lembaga yang menjadi dasarnya."
            ),
            reference=rule.provenance.reference,
        )
    if bool(number.strip()) != bool(dated):
        raise StepRefused(_("Nomor dan tanggal surat diisi bersama. Lengkapi yang belum diisi."))
    if dated is not None and dated > today:
        raise StepRefused(_("Tanggal surat belum tiba. Periksa tanggalnya."))


def check_since(since: date, today: date) -> None:
    """Refuse a head of government in office since a day that has not come."""
    if since > today:
        raise StepRefused(_("Tanggal mulai menjabat belum tiba. Periksa tanggalnya."))
