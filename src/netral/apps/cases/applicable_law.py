"""The law a case is judged by: always as it stood on the day of the act."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language

from netral.apps.cases.domain import Finding
from netral.apps.catalogue import api as catalogue
from netral.foundation.elections.queries import NoElection, phase_on
from netral.foundation.ui.grades import short_grade

# A breach that one of these receives is one of civil servants' neutrality; any other is of another law.
ASN_RECEIVERS = frozenset({"kasn", "bkn"})
ASN_SUBJECTS = frozenset({catalogue.Subject.PNS, catalogue.Subject.PPPK})


def offered_norms(act_date: date) -> tuple[catalogue.Norm, ...]:
    """Return the prohibitions in force on the day of the act that fit the phase it falls in."""
    try:
        phase = phase_on(act_date)
    except NoElection:
        phase = None
    prohibited = [
        norm for norm in catalogue.norms_in_force(act_date) if norm.kind == "prohibited" and _open(norm, act_date)
    ]
    return tuple(norm for norm in prohibited if phase is None or norm.phase.includes(phase))


def norms_in_force(act_date: date) -> tuple[str, ...]:
    """Return the ids of the prohibitions in force on the day of the act."""
    return tuple(norm.id for norm in offered_norms(act_date))


def norms_for(finding: Finding, act_date: date) -> tuple[str, ...]:
    """Return the ids of the norms that a finding may rest on."""
    norms = offered_norms(act_date)
    if finding is Finding.ASN_VIOLATION:
        norms = tuple(norm for norm in norms if _goes_to_asn_receiver(norm))
    return tuple(norm.id for norm in norms)


def fitting_norms(finding: Finding, status: str, act_date: date) -> tuple[str, ...]:
    """Return the ids of the norms by which a finding may hold somebody of a status guilty.

    What goes to the receivers of civil servants' breaches is for civil servants alone, and theirs is no other law.
    """
    is_asn = not ASN_SUBJECTS.isdisjoint(catalogue.subjects_of(status, act_date))
    of_asn = norms_for(Finding.ASN_VIOLATION, act_date)
    wanted = of_asn if finding is Finding.ASN_VIOLATION else set(norms_for(finding, act_date)) - set(of_asn)
    bound = [norm.id for norm in offered_norms(act_date) if norm.id in wanted]
    bound = [norm_id for norm_id in bound if catalogue.binds(norm_id, status, act_date)]
    return tuple(bound) if is_asn or finding is not Finding.ASN_VIOLATION else ()


def snapshot(norm_id: str, act_date: date, statuses: Sequence[str]) -> dict[str, Any]:
    """Return what a decision keeps of a norm: its title, its basis, and the range of sanctions for each status."""
    if not norm_id:
        return {"norm_title": "", "basis": "", "sanction_range": []}
    norm = catalogue.norm(norm_id, act_date)
    basis = [
        f"{choice.provision.reference} ({short_grade(choice.link.verification)})"
        for choice in catalogue.basis_for(norm_id, act_date)
    ]
    return {
        "norm_title": norm.title,
        "basis": "; ".join(dict.fromkeys([norm.reference, *basis]))[:500],
        "sanction_range": _range(norm_id, act_date, statuses),
    }


def norm_title(norm: catalogue.Norm) -> str:
    """Return the title of a norm in the reader's language."""
    return str(norm.title_en if (get_language() or "").startswith("en") else norm.title)


def _range(norm_id: str, act_date: date, statuses: Sequence[str]) -> list[dict[str, Any]]:
    """Return a row for every sanction, with the statuses on whom it may fall; with no statuses for everybody."""
    conflicts = {conflict.code: conflict for conflict in catalogue.conflicts_of(norm_id, act_date)}
    rows: dict[str, dict[str, Any]] = {}
    for status in statuses or [""]:
        for choice in catalogue.sanctions_for(norm_id, act_date, status):
            doubt = _doubt(choice, conflicts.get(choice.claim.conflict or ""))
            for sanction in choice.sanctions:
                row = {**_words(sanction), **doubt, "statuses": []}
                rows.setdefault(sanction.code, row)["statuses"] += [status] if status else []
    return list(rows.values())


def _words(sanction: catalogue.Sanction) -> dict[str, Any]:
    return {
        "code": sanction.code,
        "title": sanction.title,
        "title_en": sanction.title_en,
        "reference": sanction.reference,
    }


def _doubt(choice: catalogue.SanctionChoice, conflict: catalogue.Conflict | None) -> dict[str, Any]:
    """Return the level as its sources give it, how surely, and what other sources say of it."""
    claim = choice.claim
    return {
        "level": claim.level,
        "verification": claim.verification.value,
        "source": claim.note or ", ".join(claim.sources),
        "conflict": claim.conflict or "",
        "question": conflict.question if conflict else "",
        "positions": [position.text for position in conflict.positions] if conflict else [],
    }


def _open(norm: catalogue.Norm, act_date: date) -> bool:
    """Say whether the day lies in the window in which the norm can be broken."""
    return (norm.window_from or act_date) <= act_date <= (norm.window_to or act_date)


def _goes_to_asn_receiver(norm: catalogue.Norm) -> bool:
    return any(handler.forwards_to in ASN_RECEIVERS for handler in norm.handlers)
