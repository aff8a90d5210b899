"""An index for asking what lies below a path."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Index the paths of institutions as a tree."""

    dependencies: ClassVar = [("institutions", "0002_institution")]
    operations: ClassVar = [
        migrations.RunSQL(
            "CREATE INDEX institution_path_tree ON institutions_institution USING gist (path)",
            "DROP INDEX institution_path_tree",
        ),
    ]
