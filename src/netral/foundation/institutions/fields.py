"""Columns of PostgreSQL's `ltree` type: the paths of institutions."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class LtreeField(models.CharField[str, str]):
    """One path, such as "pemda.14.03.opd_dinas_kesehatan"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 255)
        super().__init__(*args, **kwargs)

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "ltree"

    def get_placeholder(self, value: Any, compiler: Any, connection: BaseDatabaseWrapper) -> str:
        return "%s::ltree"


class LtreeArrayField(models.Field[Iterable[str], list[str]]):
    """A set of paths, `ltree[]`; labels need no quoting, so the text form is read and written directly."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "ltree[]"

    def get_placeholder(self, value: Any, compiler: Any, connection: BaseDatabaseWrapper) -> str:
        return "%s::ltree[]"

    def get_prep_value(self, value: Iterable[str] | None) -> str | None:
        return None if value is None else as_array(value)

    def from_db_value(self, value: str | list[str] | None, *_: Any) -> list[str] | None:
        return self.to_python(value)

    def to_python(self, value: str | Iterable[str] | None) -> list[str] | None:
        if value is None:
            return None
        if isinstance(value, str):
            return value.strip("{}").split(",") if value.strip("{}") else []
        return list(value)


def as_array(paths: Iterable[str]) -> str:
    """Return paths in PostgreSQL's text form of an array."""
    return "{" + ",".join(paths) + "}"
