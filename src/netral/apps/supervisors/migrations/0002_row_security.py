from typing import ClassVar

from django.db import migrations

from netral.foundation.institutions.rowsecurity import EnableRowSecurity

# Row security lets no index serve a search that could leak, such as letters in a name, so that each would read every
# row. This finds candidates as the owner, by the indexes, and gives out identifiers alone, no more than asked for; the
# query around it is still narrowed by the policy.
_NAMED = """
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
    dependencies: ClassVar = [("supervisors", "0001_initial")]

    operations: ClassVar = [
        EnableRowSecurity("supervisors_recruitment"),
        EnableRowSecurity("supervisors_pollingstation"),
        EnableRowSecurity("supervisors_vacancy"),
        EnableRowSecurity("supervisors_stationlist"),
        EnableRowSecurity("supervisors_application"),
        EnableRowSecurity("supervisors_applicationdocument"),
        EnableRowSecurity("supervisors_supervisor"),
        EnableRowSecurity("supervisors_posting"),
        EnableRowSecurity("supervisors_absence"),
        EnableRowSecurity("supervisors_dismissal"),
        EnableRowSecurity("supervisors_supervisorlist"),
        EnableRowSecurity("supervisors_administrativecheck"),
        EnableRowSecurity("supervisors_interviewassessment"),
        EnableRowSecurity("supervisors_commentevidence"),
        EnableRowSecurity("supervisors_completionrequest"),
        EnableRowSecurity("supervisors_decidedplace"),
        EnableRowSecurity("supervisors_interview"),
        EnableRowSecurity("supervisors_publiccomment"),
        EnableRowSecurity("supervisors_recusal"),
        EnableRowSecurity("supervisors_vacancydecision"),
        EnableRowSecurity("supervisors_writtenscore"),
        migrations.RunSQL(
            "CREATE INDEX application_name_parts ON supervisors_application USING gin (lower(name) gin_trgm_ops)",
            "DROP INDEX application_name_parts",
        ),
        migrations.RunSQL(
            "CREATE INDEX supervisor_name_parts ON supervisors_supervisor USING gin (lower(name) gin_trgm_ops)",
            "DROP INDEX supervisor_name_parts",
        ),
        migrations.RunSQL(
            "ALTER TABLE supervisors_posting ADD CONSTRAINT posting_one_at_a_time EXCLUDE USING gist "
            "(supervisor_id WITH =, daterange(starts_on, coalesce(ended_on, ends_on), '[]') WITH &&) "
            "WHERE (covers_id IS NULL)",
            "ALTER TABLE supervisors_posting DROP CONSTRAINT posting_one_at_a_time",
        ),
        migrations.RunSQL(_NAMED, "DROP FUNCTION supervisors_applications_named(text, text, integer)"),
        migrations.RunSQL(_COVERING, "DROP INDEX application_candidates"),
    ]
