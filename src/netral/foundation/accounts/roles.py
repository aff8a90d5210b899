"""Roles and their permissions, read once from data/roles.yaml."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from netral.engines.yaml_reader import read_yaml


@dataclass(frozen=True)
class Role:
    """What a person does in an institution, and the pages that opens to her."""

    code: str
    label: str
    institution_kinds: frozenset[str]
    permissions: frozenset[str]


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
        )
        for row in rows
    }


def all_permissions() -> frozenset[str]:
    """Return every permission that some role grants."""
    return frozenset().union(*(role.permissions for role in roles().values()))
