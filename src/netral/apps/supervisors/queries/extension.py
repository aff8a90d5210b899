"""What the rules of extension propose for a recruitment, judged on its closing day."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from netral.apps.supervisors.domain.extension import ExtensionProposal, ExtensionRule, VacancyCount, proposals, rules_on
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.models import Recruitment, Vacancy
from netral.apps.supervisors.parameters import extension_rules
from netral.apps.supervisors.queries.recruitment import closing_day, with_applicants
from netral.foundation.regions.models import Region, Tier


class AreaShort(NamedTuple):
    """An area that falls short of a rule."""

    place: str
    applicants: int
    women: int


class RuleShort(NamedTuple):
    """A rule with the areas that fall short of it."""

    rule: ExtensionRule
    areas: list[AreaShort]


def rules_for(recruitment: Recruitment) -> tuple[ExtensionRule, ...]:
    """Return the rules that are the law for a recruitment on its closing day."""
    return rules_on(extension_rules(), Post(recruitment.post), closing_day(recruitment))


def proposals_for(recruitment: Recruitment) -> tuple[ExtensionProposal, ...]:
    """Return what the rules of the closing day propose to extend, by who applied until now."""
    rows: QuerySet[Any] = with_applicants(Vacancy.objects.filter(recruitment=recruitment))
    counts = [
        VacancyCount(str(key), region, applicants, women)
        for key, region, applicants, women in rows.values_list("pk", "region_id", "applicants", "women")
    ]
    return proposals(extension_rules(), Post(recruitment.post), counts, closing_day(recruitment))


def by_rule(found: Sequence[ExtensionProposal]) -> list[RuleShort]:
    """Return proposals rule by rule, their areas by name."""
    regions = Region.objects.filter(code__in={each.region for each in found}).select_related("parent")
    names = {row.code: f"{row}, {row.parent}" if row.tier == Tier.VILLAGE else str(row) for row in regions}
    shown: dict[str, RuleShort] = {}
    for each in found:
        area = AreaShort(names[each.region], each.applicants, each.women)
        shown.setdefault(each.rule.code, RuleShort(each.rule, [])).areas.append(area)
    return list(shown.values())
