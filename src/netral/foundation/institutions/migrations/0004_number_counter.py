"""One table for the yearly numbers of every series."""

import django.db.models.deletion
import netral.foundation.ledger.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0003_path_tree'),
    ]

    operations = [
        migrations.CreateModel(
            name='NumberCounter',
            fields=[
                ('id', models.UUIDField(default=netral.foundation.ledger.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('series', models.CharField(max_length=20)),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField()),
                ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.institution')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('series', 'institution', 'year'), name='number_counter_once_a_year')],
            },
        ),
    ]
