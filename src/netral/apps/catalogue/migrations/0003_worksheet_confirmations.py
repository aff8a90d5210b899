"""Rows of law other than norms are confirmed too, by somebody who filled a worksheet: she has no account or page here."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0002_norm_sources'),
        ('institutions', '0003_path_tree'),
    ]

    operations = [
        migrations.AddField(
            model_name='confirmation',
            name='read_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='confirmation',
            name='row_kind',
            field=models.CharField(default='norms', max_length=20),
        ),
        migrations.AlterField(
            model_name='confirmation',
            name='by_id',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name='confirmation',
            name='institution',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.institution'),
        ),
        migrations.AlterField(
            model_name='confirmation',
            name='page',
            field=models.CharField(blank=True, max_length=40),
        ),
    ]
