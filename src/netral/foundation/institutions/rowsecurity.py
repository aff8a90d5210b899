"""Row-level security: PostgreSQL itself hides rows that the reader's institution may not see."""

from typing import Any

from django.db.migrations.operations.base import Operation

# The reader's paths travel in this setting of the database session; unset or empty shows nothing, "*" shows all.
READER_SETTING = "netral.reader"

# One expression without a query of its own: so PostgreSQL writes it into each query instead of calling it for each row.
IN_SCOPE_FUNCTION = """
CREATE OR REPLACE FUNCTION netral_in_scope(scopes ltree[]) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE current_setting('netral.reader', true)
    WHEN '*' THEN true
    ELSE scopes <@ ANY (string_to_array(current_setting('netral.reader', true), ',')::ltree[])
  END
$$
"""


class EnableRowSecurity(Operation):
    """Migration operation: hide a table's rows outside the reader's scope; inserting is not limited."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing: the models stay as they are."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Switch the security on."""
        table = schema_editor.quote_name(self.table)
        index = schema_editor.quote_name(f"{self.table}_scopes")
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"CREATE POLICY in_scope ON {table} USING (netral_in_scope(scopes)) WITH CHECK (true)")
        schema_editor.execute(f"CREATE INDEX {index} ON {table} USING gist (scopes gist__ltree_ops)")

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Switch the security off."""
        table = schema_editor.quote_name(self.table)
        schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(f'{self.table}_scopes')}")
        schema_editor.execute(f"DROP POLICY in_scope ON {table}")
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Hide rows of {self.table} outside the reader's scope"
