"""Events wait in a table of their own, filled by a trigger; witnesses' lines are kept; personal data can be erased."""

from django.db import migrations, models

import netral.foundation.ledger.identifiers

# A statement's events at once: fifty thousand copied in one statement cost one insert more, not fifty thousand.
WAIT = """
CREATE FUNCTION ledger_events_wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.ledger_waiting (event_id, commitment) SELECT id, commitment FROM recorded;
  RETURN NULL;
END
$$;
CREATE TRIGGER events_wait AFTER INSERT ON ledger_event
  REFERENCING NEW TABLE AS recorded FOR EACH STATEMENT EXECUTE FUNCTION ledger_events_wait();
INSERT INTO ledger_waiting (event_id, commitment)
  SELECT e.id, e.commitment FROM ledger_event e
  WHERE NOT EXISTS (SELECT FROM ledger_leaf l WHERE l.event_id = e.id)
"""
DO_NOT_WAIT = "DROP TRIGGER events_wait ON ledger_event; DROP FUNCTION ledger_events_wait()"

# The web role may change nothing in the ledger but through this, and this can only take away.
ERASE = """
CREATE FUNCTION ledger_erase_event(event uuid, personal text[], with_actor_label boolean) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.ledger_event SET
    salt = NULL,
    data = data - personal,
    actor_label = CASE WHEN with_actor_label THEN '' ELSE actor_label END
  WHERE id = event AND salt IS NOT NULL
  RETURNING true
$$;
REVOKE EXECUTE ON FUNCTION ledger_erase_event(uuid, text[], boolean) FROM PUBLIC
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Waiting",
            fields=[
                ("event_id", models.UUIDField(primary_key=True, serialize=False)),
                ("commitment", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.AlterField(
            model_name="event",
            name="salt",
            field=models.BinaryField(max_length=16, null=True),
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=netral.foundation.ledger.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("size", models.BigIntegerField()),
                ("witness", models.CharField(max_length=200)),
                ("line", models.TextField()),
                ("received_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("size", "witness"), name="one_line_of_each_witness"),
                ],
            },
        ),
        migrations.RunSQL(WAIT, DO_NOT_WAIT),
        migrations.RunSQL(ERASE, "DROP FUNCTION ledger_erase_event(uuid, text[], boolean)"),
    ]
