from typing import ClassVar

from django.db import migrations

from netral.foundation.institutions.rowsecurity import EnableRowSecurity

TABLES = (
    "agreedaction",
    "banklist",
    "budgetline",
    "facility",
    "grant",
    "grantpayment",
    "grantreturn",
    "grantspending",
    "honorarium",
    "honorariumpayment",
    "honorariumrate",
    "incumbent",
    "instalment",
    "loan",
    "loanphoto",
    "meeting",
    "missedmonthletter",
    "supportrequest",
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("support", "0001_initial")]

    operations: ClassVar = [EnableRowSecurity(f"support_{table}") for table in TABLES]
