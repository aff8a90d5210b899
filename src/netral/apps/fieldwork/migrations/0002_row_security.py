from typing import ClassVar

from django.db import migrations

from netral.foundation.institutions.rowsecurity import EnableRowSecurity

TABLES = (
    "device", "filepart", "formversion", "monitorgroup", "observation", "observationcontent", "observationfile",
    "observer", "reviewnote",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies: ClassVar = [("fieldwork", "0001_initial")]

    operations: ClassVar = [EnableRowSecurity(f"fieldwork_{table}") for table in TABLES]
