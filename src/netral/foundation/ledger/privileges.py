"""What the web role may do: read and write rows, but never change or remove what the ledger holds."""

from typing import Any

from django.conf import settings
from django.db import connections, transaction

APPEND_ONLY = ("ledger_event", "ledger_leaf", "ledger_checkpoint", "ledger_cosignature")
# The one change the ledger allows: a function of the owner that erases what is personal in an event.
ERASE = "ledger_erase_event(uuid, text[], boolean)"


def grant_to_web_role(*, using: str, **_: Any) -> None:
    """Give the web role its rights on every table, after each migration of the owner."""
    connection = connections[using]
    role = connection.ops.quote_name(str(settings.DATABASES["default"]["USER"]))
    append_only = ", ".join(connection.ops.quote_name(table) for table in APPEND_ONLY)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {append_only} FROM {role}, PUBLIC")
        cursor.execute(f"REVOKE UPDATE, TRUNCATE ON ledger_waiting FROM {role}, PUBLIC")
        cursor.execute(f"REVOKE EXECUTE ON FUNCTION {ERASE} FROM PUBLIC")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {ERASE} TO {role}")
