"""When the rules propose to extend the applications of an area: counts in, proposals out; a person decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from netral.apps.supervisors.domain.posts import Post
from netral.engines.rules.dated import Provenance, holds
from netral.engines.steps.table import StepRefused, gettext_noop as _

_DISTRICT = len("14.03.02")


@dataclass(frozen=True, kw_only=True)
class ExtensionRule:
    """One rule of extension: too few applicants of an area, or too small a share of women among them."""

    code: str
    post: Post
    area: str
    least_applicants: int | None
    least_women: Fraction | None
    title: str
    valid_from: date
    valid_to: date | None
    provenance: Provenance

    def proposes(self, applicants: int, women: int) -> bool:
        """Tell whether so many applicants, so many of them women, fall short of the rule."""
        if self.least_applicants is not None and applicants < self.least_applicants:
            return True
        return self.least_women is not None and women < self.least_women * applicants


@dataclass(frozen=True)
class VacancyCount:
    """Who applied for one vacancy; `region` is the code of its area."""

    key: str
    region: str
    applicants: int
    women: int


@dataclass(frozen=True)
class ExtensionProposal:
    """A rule that proposes to extend the vacancies of an area, and the numbers it saw there."""

    rule: ExtensionRule
    region: str
    keys: tuple[str, ...]
    applicants: int
    women: int


def rules_on(rules: Iterable[ExtensionRule], post: Post, on: date) -> tuple[ExtensionRule, ...]:
    """Return the rules for a post that are the law on a day."""
    return tuple(rule for rule in rules if rule.post is post and holds(rule, on))


def proposals(
    rules: Iterable[ExtensionRule], post: Post, counts: Iterable[VacancyCount], on: date
) -> tuple[ExtensionProposal, ...]:
    """Return what the rules of a day propose, rule by rule in the order of the areas."""
    listed = list(counts)
    return tuple(
        ExtensionProposal(rule, region, tuple(row.key for row in rows), applicants, women)
        for rule in rules_on(rules, post, on)
        for region, rows in _by_area(listed, rule.area)
        for applicants, women in [(sum(row.applicants for row in rows), sum(row.women for row in rows))]
        if rule.proposes(applicants, women)
    )


def check_extension(until: date, last_days: Iterable[date], today: date, polling_day: date) -> None:
    """Refuse a new last day that extends nothing.

    Raises:
        StepRefused: it is over, not after the present last day of each vacancy, or not before polling day.
    """
    if until < today:
        raise StepRefused(_("Hari terakhir yang baru sudah lewat. Isi hari ini atau sesudahnya."))
    if any(until <= day for day in last_days):
        raise StepRefused(
            _("Hari terakhir yang baru tidak sesudah hari terakhir yang sekarang. Isi hari yang lebih kemudian.")
        )
    if until >= polling_day:
        raise StepRefused(
            _("Pendaftaran harus selesai sebelum hari pemungutan suara. Isi hari terakhir yang lebih awal.")
        )


def _by_area(counts: Sequence[VacancyCount], area: str) -> list[tuple[str, list[VacancyCount]]]:
    found: dict[str, list[VacancyCount]] = {}
    for row in counts:
        found.setdefault(row.region[:_DISTRICT] if area == "district" else row.region, []).append(row)
    return sorted(found.items())
