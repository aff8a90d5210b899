"""The last number of each institution is kept in the table that every series shares; numbers go on where they were."""

from django.db import migrations

_FORWARD = """
INSERT INTO institutions_numbercounter (id, series, institution_id, year, last)
SELECT gen_random_uuid(), 'case', institution_id, year, max(sequence) FROM cases_case
WHERE sequence IS NOT NULL GROUP BY institution_id, year
"""
_BACKWARD = "DELETE FROM institutions_numbercounter WHERE series = 'case'"


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0004_number_counter"),
        ("cases", "0004_outcome_separate"),
    ]

    operations = [migrations.RunSQL(_FORWARD, _BACKWARD)]
