"""The history of a norm: each of its publications and dated wordings, and what each changed."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from netral.apps.catalogue.diffwords import FieldLine, fields_in_words
from netral.apps.catalogue.editions.diff import row_changes
from netral.apps.catalogue.labels import title_of
from netral.apps.catalogue.rows import Catalogue, Norm


@dataclass(frozen=True)
class Wording:
    """A norm as it stood for some days, since when that has been known, and what it changed."""

    title: str
    valid_from: date
    valid_to: date | None
    published_at: datetime | None
    changes: tuple[FieldLine, ...]
    is_first: bool


def history_of(law: Catalogue, norm_id: str) -> list[Wording]:
    """Every publication and dated wording of a norm, the latest first."""
    norms = sorted((norm for norm in law.norms if norm.id == norm_id), key=_order)
    before: list[Norm | None] = [None, *norms]
    return [_wording(norm, earlier) for norm, earlier in zip(norms, before, strict=False)][::-1]


def _order(norm: Norm) -> tuple[bool, str, date]:
    return norm.published_at is not None, str(norm.published_at or ""), norm.valid_from


def _wording(norm: Norm, earlier: Norm | None) -> Wording:
    changes = fields_in_words(row_changes(asdict(earlier), asdict(norm))) if earlier else ()
    return Wording(title_of(norm), norm.valid_from, norm.valid_to, norm.published_at, changes, earlier is None)
