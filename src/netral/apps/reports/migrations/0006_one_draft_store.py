"""Drafts move to the store that every form without an account shares; those being written come along."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("reports", "0005_shared_counter"), ("drafts", "0001_initial")]

    operations: ClassVar = [
        migrations.RunSQL(
            [
                "INSERT INTO drafts_draft (id, form, lookup, sealed, expires_at, answered) "
                "SELECT id, 'report', lookup, sealed, expires_at, answered FROM reports_draft",
                "INSERT INTO drafts_draftfile (id, draft_id, size) SELECT id, draft_id, size FROM reports_draftfile",
                # Checked now, so that no check is left waiting on the tables that go.
                "SET CONSTRAINTS ALL IMMEDIATE",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.DeleteModel(name="DraftFile"),
        migrations.DeleteModel(name="Draft"),
    ]
