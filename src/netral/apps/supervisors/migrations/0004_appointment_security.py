from typing import ClassVar

from django.db import migrations

from netral.foundation.institutions.rowsecurity import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies: ClassVar = [("supervisors", "0003_appointments")]

    operations: ClassVar = [
        EnableRowSecurity("supervisors_decree"),
        EnableRowSecurity("supervisors_appointee"),
        EnableRowSecurity("supervisors_oathceremony"),
        EnableRowSecurity("supervisors_oathattendance"),
    ]
