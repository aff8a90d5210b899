"""The path type and the function that row-level security asks."""

from typing import ClassVar

from django.db import migrations

from netral.foundation.institutions.rowsecurity import IN_SCOPE_FUNCTION


class Migration(migrations.Migration):
    """Prepare the database for scopes."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.RunSQL(
            "CREATE EXTENSION IF NOT EXISTS ltree; CREATE EXTENSION IF NOT EXISTS pg_trgm; "
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(IN_SCOPE_FUNCTION, "DROP FUNCTION netral_in_scope(ltree[])"),
    ]
