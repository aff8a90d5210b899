"""Roles and their permissions, read once from data/roles.yaml."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from netral.engines.yaml_reader import read_yaml
from netral.foundation.accounts.domain import reads_reports


@dataclass(frozen=True)
class Role:
    """What a person does in an institution, and the pages that opens to her.

    `given_with` are the permissions of those whose posting or appointment of a person brings the role with it.
    """

    code: str
    label: str
    institution_kinds: frozenset[str]
    permissions: frozenset[str]
    approved_by: frozenset[str]
    given_with: frozenset[str] = frozenset()

    @property
    def is_sensitive(self) -> bool:
        """Say whether the role reads what people reported, so that a second person has to approve it."""
        return reads_reports(self.permissions)


@cache
def roles() -> dict[str, Role]:
    """Return every role by its code."""
    rows = read_yaml((files(__package__) / "data" / "roles.yaml").read_text(encoding="utf-8"))
    return {
        row["code"]: Role(
            code=row["code"],
            label=row["label"],
            institution_kinds=frozenset(row["institution_kinds"]),
            permissions=frozenset(row["permissions"]),
            approved_by=frozenset(row.get("approved_by", ())),
            given_with=frozenset(row.get("given_with", ())),
        )
        for row in rows
    }


def all_permissions() -> frozenset[str]:
    """Return every permission that some role grants."""
    return frozenset().union(*(role.permissions for role in roles().values()))
