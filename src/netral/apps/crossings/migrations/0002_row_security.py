from typing import ClassVar

from django.db import migrations

from netral.foundation.institutions.rowsecurity import EnableRowSecurity

TABLES = (
    "crossing",
    "ferrydeparture",
    "instrument",
    "instrumentquota",
    "passsigner",
    "port",
    "portphone",
    "prioritypass",
    "revocationissue",
    "scan",
    "timetable",
    "timetableexception",
    "vessel",
    "vesselplaces",
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("crossings", "0001_initial")]

    operations: ClassVar = [EnableRowSecurity(f"crossings_{table}") for table in TABLES]
