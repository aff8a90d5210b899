"""The last number of each institution moves to the table that every series shares; numbers go on where they were."""

from django.db import migrations

_FORWARD = """
INSERT INTO institutions_numbercounter (id, series, institution_id, year, last)
SELECT id, 'report', institution_id, year, last FROM reports_numbercounter
"""
_BACKWARD = """
INSERT INTO reports_numbercounter (id, institution_id, year, last)
SELECT id, institution_id, year, last FROM institutions_numbercounter WHERE series = 'report';
DELETE FROM institutions_numbercounter WHERE series = 'report';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0004_number_counter"),
        ("reports", "0004_draft_room"),
    ]

    operations = [
        migrations.RunSQL(_FORWARD, _BACKWARD),
        migrations.DeleteModel("NumberCounter"),
    ]
