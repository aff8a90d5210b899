from typing import ClassVar

from django.db import migrations

from netral.foundation.institutions.rowsecurity import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies: ClassVar = [("supervisors", "0001_initial")]

    operations: ClassVar = [
        EnableRowSecurity("supervisors_recruitment"),
        EnableRowSecurity("supervisors_pollingstation"),
        EnableRowSecurity("supervisors_vacancy"),
        EnableRowSecurity("supervisors_stationlist"),
        EnableRowSecurity("supervisors_application"),
        EnableRowSecurity("supervisors_applicationdocument"),
        migrations.RunSQL(
            "CREATE INDEX application_name_parts ON supervisors_application USING gin (lower(name) gin_trgm_ops)",
            "DROP INDEX application_name_parts",
        ),
    ]
