from typing import ClassVar

from django.db import migrations

from netral.foundation.institutions.rowsecurity import EnableRowSecurity

TABLES = (
    "device", "filepart", "findingproposal", "formversion", "monitorgroup", "observation", "observationcontent",
    "observationfile", "observer", "reviewnote",
)  # fmt: skip
# Whoever reads an observation reads the questions that it answers, although a central office made the form.
PUBLISHED = "CREATE POLICY published ON fieldwork_formversion FOR SELECT USING (state = 'published')"
UNPUBLISHED = "DROP POLICY published ON fieldwork_formversion"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("fieldwork", "0001_initial")]

    operations: ClassVar = [
        *(EnableRowSecurity(f"fieldwork_{table}") for table in TABLES),
        migrations.RunSQL(PUBLISHED, UNPUBLISHED),
    ]
