"""The statements of an import: the temporary tables, what is new and changed, and the one that merges."""

CREATE = """
CREATE TEMPORARY TABLE registry_staged (
  row_no integer NOT NULL, id uuid NOT NULL, nip text PRIMARY KEY, name text NOT NULL, employment text NOT NULL,
  birth_date date NOT NULL, sex text NOT NULL, unit_id uuid NOT NULL, scopes ltree[] NOT NULL, position text NOT NULL,
  email text NOT NULL, phone text NOT NULL, village_id text
);
CREATE TEMPORARY TABLE registry_refused (nip text, name text)
"""
DROP = "DROP TABLE IF EXISTS registry_compared, registry_staged, registry_refused"
COPY_STAGED = """
COPY registry_staged (
  row_no, id, nip, name, employment, birth_date, sex, unit_id, scopes, position, email, phone, village_id
) FROM STDIN
"""
COPY_REFUSED = "COPY registry_refused (nip, name) FROM STDIN"
SETTLE = "ANALYZE registry_staged; CREATE INDEX ON registry_refused (nip); ANALYZE registry_refused"

# An active civil servant of another government is never taken over; one it let go may come.
ELSEWHERE = """
SELECT p.nip, coalesce((
  SELECT g.name FROM institutions_institution g
  WHERE g.kind = 'government' AND u.path <@ g.path ORDER BY nlevel(g.path) DESC LIMIT 1), u.name)
FROM registry_asnperson p JOIN institutions_institution u ON u.id = p.unit_id
WHERE p.nip = ANY(%s) AND p.active AND NOT p.scopes <@ %s::ltree
"""

# Made once for counts and samples alike, because a whole roster is compared.
COMPARE = """
CREATE TEMPORARY TABLE registry_compared AS
SELECT s.nip, p.id AS known_id,
    CASE
      WHEN p.id IS NULL THEN 'new'
      WHEN NOT p.active OR (
        s.name, s.employment, s.birth_date, s.sex, s.unit_id, s.position, s.email, s.phone, s.village_id
      ) IS DISTINCT FROM (
        p.name, p.employment, p.birth_date, p.sex, p.unit_id, p.position, p.email, p.phone, p.village_id
      ) THEN 'changed'
      ELSE 'unchanged'
    END AS state
FROM registry_staged s LEFT JOIN registry_asnperson p ON p.nip = s.nip AND p.scopes <@ %(government)s::ltree
"""
COUNT = "SELECT state, count(*) FROM registry_compared GROUP BY state"
PICK = """
SELECT s.row_no, s.nip, s.name, su.name AS unit, s.position, s.email, s.phone, p.name AS old_name,
  pu.name AS old_unit, p.position AS old_position, p.email AS old_email, p.phone AS old_phone, p.active AS old_active
FROM registry_compared c
JOIN registry_staged s ON s.nip = c.nip
JOIN institutions_institution su ON su.id = s.unit_id
LEFT JOIN registry_asnperson p ON p.id = c.known_id
LEFT JOIN institutions_institution pu ON pu.id = p.unit_id
WHERE c.state = %(state)s
ORDER BY s.row_no
LIMIT %(limit)s
"""
MISSING = """
SELECT p.id FROM registry_asnperson p
WHERE p.active AND p.scopes <@ %(government)s::ltree
  AND NOT EXISTS (SELECT FROM registry_staged s WHERE s.nip = p.nip)
  AND NOT EXISTS (SELECT FROM registry_refused r WHERE r.nip = p.nip)
  AND NOT EXISTS (SELECT FROM registry_refused r WHERE r.name = lower(p.name))
ORDER BY p.name, p.nip
"""
DEACTIVATE = "UPDATE registry_asnperson SET active = false WHERE id = ANY(%s)"
MERGE = """
INSERT INTO registry_asnperson (
  id, nip, scopes, roster_id, active, name, employment, birth_date, sex, unit_id, position, email, phone, village_id
)
SELECT
  id, nip, scopes, %(roster)s, true, name, employment, birth_date, sex, unit_id, position, email, phone, village_id
FROM registry_staged ORDER BY row_no
ON CONFLICT (nip) DO UPDATE SET
  scopes = excluded.scopes, roster_id = excluded.roster_id, active = true, name = excluded.name,
  employment = excluded.employment, birth_date = excluded.birth_date, sex = excluded.sex, unit_id = excluded.unit_id,
  position = excluded.position, email = excluded.email, phone = excluded.phone, village_id = excluded.village_id
WHERE (NOT registry_asnperson.active OR registry_asnperson.scopes <@ %(government)s::ltree)
  AND (NOT registry_asnperson.active OR (
    registry_asnperson.name, registry_asnperson.employment, registry_asnperson.birth_date, registry_asnperson.sex,
    registry_asnperson.unit_id, registry_asnperson.position, registry_asnperson.email, registry_asnperson.phone,
    registry_asnperson.village_id
  ) IS DISTINCT FROM (
    excluded.name, excluded.employment, excluded.birth_date, excluded.sex, excluded.unit_id, excluded.position,
    excluded.email, excluded.phone, excluded.village_id
  ))
"""
