"""The right of the web role to temporary tables, in which a roster waits to be merged."""

from typing import Any

from django.conf import settings
from django.db import connections


def grant_temporary_tables(*, using: str, **_: Any) -> None:
    """Let the web role make temporary tables, after each migration of the owner."""
    connection = connections[using]
    database = connection.ops.quote_name(connection.settings_dict["NAME"])
    role = connection.ops.quote_name(str(settings.DATABASES["default"]["USER"]))
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT TEMPORARY ON DATABASE {database} TO {role}")
