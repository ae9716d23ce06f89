import django.db.models.deletion
import tenants.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0026_the_letterhead'),
    ]

    operations = [
        migrations.CreateModel(
            name='LastingTrack',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('starts_on', models.DateField(verbose_name='eerste dag')),
                ('ends_on', models.DateField(verbose_name='laatste dag')),
                ('minutes', models.PositiveIntegerField(verbose_name='uren')),
                ('recorded_by', models.UUIDField(null=True, verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='lasting_track', to='assessments.case')),
            ],
            options={
                'verbose_name': 'langdurig traject',
                'verbose_name_plural': 'langdurige trajecten',
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='lasting_track_ends_after_its_start')],
            },
        ),
    ]
