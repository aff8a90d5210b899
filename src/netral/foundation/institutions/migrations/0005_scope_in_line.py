"""The function of row-level security in the form that PostgreSQL writes into a query."""

from typing import ClassVar

from django.db import migrations

from netral.foundation.institutions.rowsecurity import IN_SCOPE_FUNCTION


class Migration(migrations.Migration):
    """Replace the function that was called for each row."""

    dependencies: ClassVar = [("institutions", "0004_number_counter")]
    operations: ClassVar = [migrations.RunSQL(IN_SCOPE_FUNCTION, migrations.RunSQL.noop)]
