"""What the web role may do on a database that grants nothing to everybody."""

import pytest
from django.conf import settings
from django.db import connections

from netral.foundation.registry.privileges import grant_temporary_tables


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_web_role_may_make_temporary_tables_after_a_migration() -> None:
    role, owner = str(settings.DATABASES["default"]["USER"]), connections["owner"]
    with owner.cursor() as cursor:
        database = owner.ops.quote_name(str(owner.settings_dict["NAME"]))
        cursor.execute(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC, {owner.ops.quote_name(role)}")
        question = "SELECT has_database_privilege(%s, current_database(), 'TEMPORARY')"
        cursor.execute(question, [role])
        assert cursor.fetchone() == (False,)
        grant_temporary_tables(using="owner")
        cursor.execute(question, [role])
        assert cursor.fetchone() == (True,)
