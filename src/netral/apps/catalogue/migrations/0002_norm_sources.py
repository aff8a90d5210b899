"""Documents of confirmations get a purpose of their own, so that letters' readers do not answer for them."""

from django.db import migrations

RENAME = """
UPDATE files_storedfile SET purpose = 'norm_source'
WHERE id IN (SELECT document_id FROM catalogue_confirmation)
"""
BACK = """
UPDATE files_storedfile SET purpose = 'correspondence'
WHERE id IN (SELECT document_id FROM catalogue_confirmation)
"""


class Migration(migrations.Migration):
    """Only rows change."""

    dependencies = [("catalogue", "0001_initial"), ("files", "0002_circulating_copies")]

    operations = [migrations.RunSQL(RENAME, BACK)]
