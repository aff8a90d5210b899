"""Editions of the law: what the pulled one changes, and which open cases it would judge otherwise."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from netral.apps.cases import api as cases
from netral.apps.catalogue import api as catalogue
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.regions.queries import today_in, zone_of

EFFECTS: dict[catalogue.EffectKind, Promise] = {
    catalogue.EffectKind.NORMS: _("Norma yang berlaku berubah"),
    catalogue.EffectKind.VERDICT: _("Sebagian keadaan dinilai lain"),
    catalogue.EffectKind.SANCTION: _("Tingkat sanksi berubah"),
    catalogue.EffectKind.HANDLER: _("Penerima penerusan berubah"),
    catalogue.EffectKind.DEADLINE: _("Tenggat berubah"),
}


@dataclass(frozen=True)
class CaseLine:
    """An open case that would be judged otherwise, with what would change."""

    name: str
    url: str
    effects: tuple[tuple[Promise, str, str], ...]


@allowed("catalogue.view")
@require_GET
def editions(request: HttpRequest) -> HttpResponse:
    """Show the edition that waits, its changes, the cases it touches, who has read it, and those before it."""
    actor = actor_of(request)
    waiting = catalogue.edition_waiting()
    comparison = catalogue.compared_with(waiting) if waiting else None
    found = cases.open_cases(actor) if actor.may("cases.view") else ()
    touched = [line for case in found if (line := _line(case, comparison))] if comparison else []
    context = {
        "waiting": waiting,
        "changes": catalogue.changes_of(waiting) if waiting else [],
        "readers": catalogue.readers_of(waiting) if waiting else [],
        "has_read": bool(waiting and catalogue.has_read(waiting, actor)),
        "cases": touched,
        "looked_at": len(found),
        "sees_cases": actor.may("cases.view"),
        "totals": Counter(str(title) for line in touched for title, *_values in line.effects).most_common(),
        "may_adopt": actor.may("catalogue.adopt"),
        "history": catalogue.edition_history(),
        "in_use": catalogue.adoption_in_use(),
        "version": catalogue.catalogue_version(),
    }
    return render(request, "portal/editions.html", context)


def _line(case: cases.OpenCase, comparison: catalogue.Comparison) -> CaseLine | None:
    running = None
    if case.term_started_at:
        running = catalogue.RunningTerm(case.term, case.term_started_at, zone_of(case.region_code))
    claim = catalogue.Claim(
        act=case.act_id,
        on=case.act_date,
        phase=catalogue.phase_of_norms(case.act_date),
        sent_on=today_in(case.region_code),
        norm_id=case.norm_id,
        term=running,
    )
    effects = comparison.effects(claim)
    if not effects:
        return None
    told = tuple(
        (EFFECTS[each.kind], _words(each.kind, each.before), _words(each.kind, each.after)) for each in effects
    )
    return CaseLine(case.name, case.url, told)


def _words(kind: catalogue.EffectKind, values: tuple[str, ...]) -> str:
    return ", ".join(catalogue.in_words(kind, value) for value in values) or "-"
