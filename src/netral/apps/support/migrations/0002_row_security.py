from typing import ClassVar

from django.db import migrations

from netral.foundation.institutions.rowsecurity import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies: ClassVar = [("support", "0001_initial")]

    operations: ClassVar = [
        EnableRowSecurity("support_facility"),
        EnableRowSecurity("support_loan"),
        EnableRowSecurity("support_loanphoto"),
        EnableRowSecurity("support_supportrequest"),
        EnableRowSecurity("support_meeting"),
        EnableRowSecurity("support_agreedaction"),
        EnableRowSecurity("support_honorariumrate"),
        EnableRowSecurity("support_honorarium"),
        EnableRowSecurity("support_banklist"),
        EnableRowSecurity("support_honorariumpayment"),
        EnableRowSecurity("support_missedmonthletter"),
    ]
