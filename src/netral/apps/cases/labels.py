"""Words and marks for what the domain only names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.cases.domain import Finding, Outcome, State
from netral.engines.rules.dated import Verification, in_force
from netral.engines.yaml_reader import read_yaml
from netral.foundation.ui.choices import Marked

STATES: Mapping[str, Marked] = {
    State.INITIAL_REVIEW: (_("Kajian awal"), "neutral"),
    State.NEEDS_COMPLETION: (_("Menunggu perbaikan pelapor"), "warning"),
    State.REGISTRATION_PROPOSED: (_("Registrasi diusulkan"), "neutral"),
    State.REGISTERED: (_("Diregister"), "neutral"),
    State.CLARIFICATION: (_("Klarifikasi"), "neutral"),
    State.STUDY: (_("Kajian selesai"), "neutral"),
    State.PLENARY: (_("Pleno"), "neutral"),
    State.DECIDED: (_("Diputus"), "good"),
    State.REFUSED: (_("Tidak diregister"), "bad"),
}
FINDINGS: Mapping[str, Promise] = {
    Finding.ASN_VIOLATION: _("Pelanggaran netralitas ASN"),
    Finding.NOT_VIOLATION: _("Bukan pelanggaran"),
    Finding.OTHER_LAW: _("Pelanggaran hukum lain"),
}
OUTCOMES: Mapping[str, Promise] = {
    Outcome.PROVEN: _("Terbukti"),
    Outcome.NOT_PROVEN: _("Tidak terbukti"),
    Outcome.SEPARATE: _("Diputus dalam perkara tersendiri"),
}
CAPACITIES: Mapping[str, Promise] = {
    "accused": _("Terlapor"),
    "reporter": _("Pelapor"),
    "witness": _("Saksi"),
    "expert": _("Ahli"),
    "other": _("Pihak lain"),
}
CONCLUSIONS: Mapping[str, Promise] = {
    "propose": _("Syarat lengkap, usulkan registrasi"),
    "ask_completion": _("Belum lengkap, minta perbaikan"),
    "refuse": _("Tidak diregister"),
}


@dataclass(frozen=True)
class RefusalReason:
    """One reason not to register a report, with the rule it rests on; the note says what of it was not found."""

    code: str
    title: str
    reference: str
    verification: Verification
    valid_from: date
    valid_to: date | None = None
    published_at: None = None
    note: str = ""

    @property
    def key(self) -> str:
        """The code, shared by all dated editions of the row."""
        return self.code


@cache
def _reasons() -> tuple[RefusalReason, ...]:
    rows = read_yaml((files(__package__) / "data" / "refusal_reasons.yaml").read_text(encoding="utf-8"))
    return tuple(RefusalReason(**{**row, "verification": Verification(row["verification"])}) for row in rows)


def refusal_reasons(on: date) -> tuple[RefusalReason, ...]:
    """Return the reasons that hold on a day."""
    return in_force(_reasons(), on)
