from typing import ClassVar

from django.db import migrations

from netral.foundation.institutions.rowsecurity import EnableRowSecurity

TABLES = (
    "budgetline",
    "grant",
    "grantpayment",
    "grantreturn",
    "grantspending",
    "incumbent",
    "instalment",
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("support", "0001_initial")]

    operations: ClassVar = [EnableRowSecurity(f"support_{table}") for table in TABLES]
