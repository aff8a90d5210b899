from typing import ClassVar

from django.db import migrations

from netral.foundation.institutions.rowsecurity import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies: ClassVar = [("supervisors", "0001_initial")]

    operations: ClassVar = [
        EnableRowSecurity("supervisors_recruitment"),
        EnableRowSecurity("supervisors_pollingstation"),
        EnableRowSecurity("supervisors_vacancy"),
        EnableRowSecurity("supervisors_application"),
        EnableRowSecurity("supervisors_applicationdocument"),
        EnableRowSecurity("supervisors_administrativecheck"),
        EnableRowSecurity("supervisors_interviewassessment"),
        EnableRowSecurity("supervisors_commentevidence"),
        EnableRowSecurity("supervisors_completionrequest"),
        EnableRowSecurity("supervisors_decidedplace"),
        EnableRowSecurity("supervisors_interview"),
        EnableRowSecurity("supervisors_publiccomment"),
        EnableRowSecurity("supervisors_recusal"),
        EnableRowSecurity("supervisors_vacancydecision"),
        EnableRowSecurity("supervisors_writtenscore"),
        migrations.RunSQL(
            "CREATE INDEX application_name_parts ON supervisors_application USING gin (lower(name) gin_trgm_ops)",
            "DROP INDEX application_name_parts",
        ),
    ]
