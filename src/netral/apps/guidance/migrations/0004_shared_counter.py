"""The last number of each institution is kept in the table that every series shares; numbers go on where they were."""

from django.db import migrations

_FORWARD = """
INSERT INTO institutions_numbercounter (id, series, institution_id, year, last)
SELECT gen_random_uuid(), 'guidance_request', receiver_id, year, max(sequence) FROM guidance_guidancerequest
WHERE sequence IS NOT NULL GROUP BY receiver_id, year
UNION ALL
SELECT gen_random_uuid(), 'guidance_answer', institution_id, year, max(sequence) FROM guidance_publishedanswer
GROUP BY institution_id, year
"""
_BACKWARD = "DELETE FROM institutions_numbercounter WHERE series IN ('guidance_request', 'guidance_answer')"


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0004_number_counter"),
        ("guidance", "0003_token_digest_as_bytes"),
    ]

    operations = [migrations.RunSQL(_FORWARD, _BACKWARD)]
