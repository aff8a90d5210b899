"""What a panel decides about a vacancy, and where it has to say why it departs from the ranking."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from netral.engines.steps.table import StepRefused, gettext_noop as _

LEAST_MEMBERS = 2


class PanelOutcome(StrEnum):
    """What a candidate became."""

    CHOSEN = "chosen"
    RESERVE = "reserve"
    NOT_CHOSEN = "not_chosen"


@dataclass(frozen=True)
class PlacedChoice:
    """What the panel decided about one application; a reserve has an order from 1 on, the unranked no `rank`."""

    key: str
    name: str
    rank: int | None
    outcome: PanelOutcome
    order: int | None = None
    reason: str = ""

    @property
    def standing(self) -> tuple[int, int]:
        """Return how well the panel placed her, the best lowest."""
        return [*PanelOutcome].index(self.outcome), self.order or 0


def departs(choice: PlacedChoice, choices: Collection[PlacedChoice], seats: int) -> bool:
    """Say whether somebody was passed over: by an empty seat she ranks for, or by one ranked below."""
    if choice.rank is None:
        return False
    if choice.rank <= seats and choice.outcome is not PanelOutcome.CHOSEN:
        return True
    return any(
        other.rank is not None and other.rank > choice.rank and other.standing < choice.standing for other in choices
    )


def check_choices(choices: Sequence[PlacedChoice], seats: int) -> None:
    """Refuse more chosen than seats, an unranked one chosen, reserves without an order of their own, or no reason."""
    chosen = [each for each in choices if each.outcome is PanelOutcome.CHOSEN]
    if len(chosen) > seats:
        raise StepRefused(
            _("Yang terpilih %(chosen)s orang, padahal formasi ini untuk %(seats)s orang. Kurangi yang terpilih."),
            chosen=len(chosen),
            seats=seats,
        )
    orders = sorted(each.order or 0 for each in choices if each.outcome is PanelOutcome.RESERVE)
    if orders != list(range(1, len(orders) + 1)):
        raise StepRefused(_("Urutan cadangan harus 1, 2, 3, dan seterusnya, masing-masing satu orang."))
    for each in choices:
        if each.rank is None and each.outcome is not PanelOutcome.NOT_CHOSEN:
            raise StepRefused(_("%(name)s tidak ikut wawancara, jadi tidak dapat dipilih."), name=each.name)
        if departs(each, choices, seats) and not each.reason.strip():
            raise StepRefused(
                _("Putusan untuk %(name)s berbeda dari peringkat. Tulis alasannya di bawah namanya."), name=each.name
            )


def check_members(present: Collection[str], entitled: Collection[str], recused: Collection[str], by: str) -> None:
    """Refuse a decision of fewer than two, of strangers, of those who stand aside, or written by one of these."""
    if by in recused or {*present} & {*recused}:
        raise StepRefused(
            _("Anggota yang mengundurkan diri dari seorang pelamar tidak ikut memutus formasi ini. Lepas namanya.")
        )
    if {*present} - {*entitled}:
        raise StepRefused(_("Ada nama yang bukan anggota lembaga ini. Pilih dari daftar."))
    if len({*present}) < LEAST_MEMBERS:
        raise StepRefused(_("Putusan diambil sekurang-kurangnya dua anggota. Tandai anggota yang hadir."))
