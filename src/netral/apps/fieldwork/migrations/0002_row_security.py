from typing import ClassVar

from django.db import migrations

from netral.foundation.institutions.rowsecurity import EnableRowSecurity

TABLES = (
    "device", "filepart", "findingproposal", "formversion", "monitorgroup", "observation", "observationcontent",
    "observationfile", "observer", "reviewnote",
)  # fmt: skip
# Whoever reads an observation reads the questions that it answers, although a central office made the form.
_POLICY = "ALTER POLICY in_scope ON fieldwork_formversion USING (netral_in_scope(scopes)%s)"
PUBLISHED, IN_SCOPE_ALONE = _POLICY % " OR state = 'published'", _POLICY % ""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("fieldwork", "0001_initial")]

    operations: ClassVar = [
        *(EnableRowSecurity(f"fieldwork_{table}") for table in TABLES),
        migrations.RunSQL(PUBLISHED, IN_SCOPE_ALONE),
    ]
