from typing import ClassVar

from django.db import migrations

# The search gives out no more identifiers than asked for, so that a word that everybody bears costs little. What lies
# under a path is found by the recruitments a reader sees, which needs no function.
_BOUNDED = """
CREATE FUNCTION supervisors_applications_named(pattern text, beginning text, most integer) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(id), '{}') FROM (
    SELECT id FROM supervisors_application
    WHERE lower(name) LIKE pattern OR (number ~>=~ beginning AND number ~<~ (beginning || '~')) LIMIT most
  ) AS found
$$
"""
# Candidates are counted and put in order, and the policy is asked, without reading their wide rows.
_COVERING = "CREATE INDEX application_candidates ON supervisors_application (id) INCLUDE (scopes, submitted_at)"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("supervisors", "0002_row_security")]

    operations: ClassVar = [
        migrations.RunSQL("DROP FUNCTION supervisors_applications_named(text, text)", migrations.RunSQL.noop),
        migrations.RunSQL("DROP FUNCTION supervisors_applications_in(text)", migrations.RunSQL.noop),
        migrations.RunSQL(_COVERING, "DROP INDEX application_candidates"),
        migrations.RunSQL(_BOUNDED, "DROP FUNCTION supervisors_applications_named(text, text, integer)"),
    ]
