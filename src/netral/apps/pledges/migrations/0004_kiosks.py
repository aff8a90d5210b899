"""What kiosks tell about themselves, and by what they know a right PIN."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pledges', '0003_heads_first_and_jobs'),
    ]

    operations = [
        migrations.AddField(
            model_name='pledge',
            name='pin_verifier',
            field=models.BinaryField(max_length=32, null=True),
        ),
        migrations.AddField(
            model_name='witness',
            name='note',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='kiosk',
            name='ahead_s',
            field=models.IntegerField(null=True),
        ),
        migrations.AddField(
            model_name='kiosk',
            name='waiting',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='kioskentry',
            name='ahead_s',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='kioskentry',
            name='witness',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='pledges.witness'),
        ),
    ]
