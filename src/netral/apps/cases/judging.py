"""The law a case is judged by: always as it stood on the day of the act."""

from datetime import date
from typing import Any

from django.utils.translation import get_language

from netral.apps.cases.domain import Finding
from netral.apps.catalogue import api as catalogue
from netral.foundation.elections.queries import NoElection, phase_on

# A breach that one of these receives is one of civil servants' neutrality; any other is of another law.
ASN_RECEIVERS = frozenset({"kasn", "bkn"})


def offered_norms(act_date: date) -> tuple[catalogue.Norm, ...]:
    """Return the prohibitions in force on the day of the act that fit the phase it falls in."""
    try:
        phase = phase_on(act_date)
    except NoElection:
        phase = None
    prohibited = [norm for norm in catalogue.norms_in_force(act_date) if norm.kind == "prohibited"]
    return tuple(norm for norm in prohibited if phase is None or norm.phase.includes(phase))


def norms_for(finding: Finding, act_date: date) -> tuple[str, ...]:
    """Return the ids of the norms that a finding may rest on."""
    norms = offered_norms(act_date)
    if finding is Finding.ASN_VIOLATION:
        norms = tuple(norm for norm in norms if _goes_to_asn_receiver(norm))
    return tuple(norm.id for norm in norms)


def snapshot(norm_id: str, act_date: date) -> dict[str, Any]:
    """Return what a decision keeps of a norm: its title, its basis, and every sanction of its range."""
    if not norm_id:
        return {"norm_title": "", "basis": "", "sanction_range": []}
    norm = catalogue.norm(norm_id, act_date)
    basis = [choice.provision.reference for choice in catalogue.basis_for(norm_id, act_date)]
    return {
        "norm_title": norm.title,
        "basis": "; ".join(dict.fromkeys([norm.reference, *basis]))[:500],
        "sanction_range": _range(norm_id, act_date),
    }


def norm_title(norm: catalogue.Norm) -> str:
    """Return the title of a norm in the reader's language."""
    return str(norm.title_en if (get_language() or "").startswith("en") else norm.title)


def _range(norm_id: str, act_date: date) -> list[dict[str, str]]:
    return [
        {
            "code": sanction.code,
            "title": sanction.title,
            "title_en": sanction.title_en,
            "level": choice.claim.level,
            "reference": sanction.reference,
            "verification": choice.claim.verification.value,
            "conflict": choice.claim.conflict or "",
        }
        for choice in catalogue.sanctions_for(norm_id, act_date)
        for sanction in choice.sanctions
    ]


def _goes_to_asn_receiver(norm: catalogue.Norm) -> bool:
    return any(handler.forwards_to in ASN_RECEIVERS for handler in norm.handlers)
