"""What is stored of a personal link becomes its digest itself, as everywhere, and no longer the digest in letters."""

from django.db import migrations, models

_FORWARD = """
DROP INDEX IF EXISTS guidance_concernedunit_token_digest_0f4c1abe_like;
ALTER TABLE guidance_concernedunit ALTER COLUMN token_digest TYPE bytea USING decode(token_digest, 'hex');
"""
_BACKWARD = """
ALTER TABLE guidance_concernedunit ALTER COLUMN token_digest TYPE varchar(64) USING encode(token_digest, 'hex');
CREATE INDEX guidance_concernedunit_token_digest_0f4c1abe_like
  ON guidance_concernedunit (token_digest varchar_pattern_ops);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0002_kept_receipt"),
    ]

    operations = [
        migrations.RunSQL(
            _FORWARD,
            _BACKWARD,
            state_operations=[
                migrations.AlterField(
                    model_name="concernedunit",
                    name="token_digest",
                    field=models.BinaryField(max_length=32, unique=True),
                ),
            ],
        ),
    ]
