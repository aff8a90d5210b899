"""An index for searching names by their parts."""

from typing import ClassVar

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Index the names of regions by trigrams."""

    dependencies: ClassVar = [("regions", "0001_initial")]
    operations: ClassVar = [
        TrigramExtension(),
        migrations.RunSQL(
            "CREATE INDEX region_name_parts ON regions_region USING gin (lower(name) gin_trgm_ops)",
            "DROP INDEX region_name_parts",
        ),
    ]
