"""What a region adds to the law of the centre: joined with it, and refused wherever it would loosen it."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import Any, NamedTuple

from netral.apps.catalogue.consistency import problems
from netral.apps.catalogue.dataset import CatalogueError, build_catalogue
from netral.apps.catalogue.editions.documents import Documents, EditionRefused, plain
from netral.apps.catalogue.judging.rulebook import Rulebook
from netral.apps.catalogue.rows import Catalogue
from netral.engines.rules.evaluation import Verdict
from netral.engines.rules.strictness import loosening
from netral.engines.steps.table import gettext_noop as _

_LISTS = ("provisions", "norms")
_PARTS = (*_LISTS, "rules", "exceptions")
VERDICTS = {
    Verdict.VIOLATION: _("melanggar"),
    Verdict.ASK: _("minta petunjuk"),
    Verdict.CLEAR: _("tidak melanggar"),
}


class Counterexample(NamedTuple):
    """A case that would be judged more mildly with the local rules."""

    act: str
    on: date
    facts: dict[str, str]
    central: Verdict
    local: Verdict


def combined(central: Mapping[str, Any], overlays: Iterable[Mapping[str, Any]]) -> Documents:
    """The documents of the centre with those of a region and the regions above it.

    Raises:
        EditionRefused: an overlay names a rule or an act the centre does not have.
    """
    made: Documents = deepcopy(plain(central))
    for overlay in overlays:
        for name in _LISTS:
            made[name] += overlay.get(name, [])
        for rows in overlay.get("rules", []):
            _rules_of(made, rows["act"]).extend(rows["rules"])
        for exception in overlay.get("exceptions", []):
            _add_exception(made, exception)
    return made


def check_overlay(central: Mapping[str, Any], earlier: Iterable[Mapping[str, Any]], overlay: Mapping[str, Any]) -> None:
    """Refuse an overlay that cannot be read, changes rows of the centre, or loosens them. Raises EditionRefused."""
    _check_shape(overlay)
    base = combined(central, earlier)
    _check_names(base, overlay)
    try:
        before, after = build_catalogue(base), build_catalogue(combined(base, [overlay]))
        found = problems(after)
    except CatalogueError as error:
        found = error.problems
    if found:
        raise EditionRefused(
            _("Aturan daerah tidak dapat dipakai. Perbaiki dulu: %(problems)s"),
            problems="; ".join(found[:5]),
        )
    witness = first_loosening(before, after, _acts_touched(after, overlay))
    if witness:
        raise _loosens(after, witness)


def first_loosening(before: Catalogue, after: Catalogue, acts: Iterable[str]) -> Counterexample | None:
    """The first case of these acts that the second catalogue judges more mildly, on any day and in any phase."""
    central, local = Rulebook(before), Rulebook(after)
    for act in acts:
        for day in sorted({*central.turns, *local.turns}):
            found = loosening(central.rule_set(act, day), local.rule_set(act, day), local.options)
            if found:
                return Counterexample(act, day, found.facts, found.central, found.local)
    return None


def _check_shape(overlay: Mapping[str, Any]) -> None:
    wrong = [name for name in overlay if name not in _PARTS]
    wrong += [name for name in _PARTS if not _is_rows(overlay.get(name, []))]
    if wrong or not any(overlay.get(name) for name in _PARTS):
        raise EditionRefused(
            _("Berkas aturan daerah tidak dapat dibaca. Isinya daftar %(parts)s. Yang salah: %(wrong)s."),
            parts=", ".join(_PARTS),
            wrong=", ".join(map(str, wrong)) or "-",
        )


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _check_names(base: Mapping[str, Any], overlay: Mapping[str, Any]) -> None:
    known = {_name(row) for name in _LISTS for row in base[name]}
    known |= {row["id"] for rows in base["rules"] for row in rows["rules"]}
    taken = sorted(name for name in _names(overlay) if name in known)
    if taken:
        raise EditionRefused(
            _(
                "Aturan daerah tidak boleh mengubah baris pusat: %(rows)s sudah ada. Beri kode sendiri, misalnya "
                "dengan nama daerah di depannya."
            ),
            rows=", ".join(taken),
        )


def _names(overlay: Mapping[str, Any]) -> Iterator[str]:
    yield from (_name(row) for name in _LISTS for row in overlay.get(name, []))
    for rows in overlay.get("rules", []):
        yield from (_name(row) for row in rows.get("rules", []) if isinstance(row, dict))


def _name(row: Mapping[str, Any]) -> str:
    return str(row.get("id") or row.get("code"))


def _rules_of(documents: Documents, act: object) -> list[Any]:
    for rows in documents["rules"]:
        if rows["act"] == act:
            found: list[Any] = rows["rules"]
            return found
    raise EditionRefused(_("Perbuatan %(act)s tidak ada dalam katalog pusat. Periksa kodenya."), act=act)


def _add_exception(documents: Documents, exception: Mapping[str, Any]) -> None:
    row = dict(exception)
    wanted = row.pop("rule", None)
    for rows in documents["rules"]:
        for rule in rows["rules"]:
            if rule["id"] == wanted:
                # It comes before those of the centre; whether it may is proved, not assumed.
                rule["unless"] = [row, *rule.get("unless", [])]
                return
    raise EditionRefused(_("Aturan %(rule)s tidak ada dalam katalog pusat. Periksa kodenya."), rule=wanted)


def _acts_touched(after: Catalogue, overlay: Mapping[str, Any]) -> list[str]:
    rules = {row.get("rule") for row in overlay.get("exceptions", [])}
    named = {rows["act"] for rows in overlay.get("rules", [])}
    return [rows.act for rows in after.act_rules if rows.act in named or any(rule.id in rules for rule in rows.rules)]


def _loosens(catalogue: Catalogue, witness: Counterexample) -> EditionRefused:
    act = next(act.title for act in catalogue.acts if act.code == witness.act)
    facts = {fact.code: fact for fact in catalogue.facts}
    told = "; ".join(f"{facts[code].question} {facts[code].options[value][0]}" for code, value in witness.facts.items())
    return EditionRefused(
        _(
            "Aturan daerah hanya boleh lebih ketat daripada aturan pusat, tetapi yang ini lebih longgar. Contohnya "
            "“%(act)s” pada %(day)s (%(facts)s): menurut pusat %(central)s, menurut daerah %(local)s. "
            "Hapus pengecualian itu, atau minta pusat mengubah aturannya."
        ),
        act=act,
        day=witness.on.isoformat(),
        facts=told,
        central=VERDICTS[witness.central],
        local=VERDICTS[witness.local],
    )
