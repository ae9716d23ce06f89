from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0023_assessing_together'),
        ('outcomes', '0001_tables'),
    ]

    operations = [
        migrations.AddField(
            model_name='outcome',
            name='service_provider',
            field=models.CharField(blank=True, choices=[('same', 'De organisatie die ook begeleidde'), ('other', 'Een andere organisatie'), ('unknown', 'Niet bekend')], max_length=7, verbose_name='wie de vervolgdienst geeft'),
        ),
        migrations.AddField(
            model_name='outcome',
            name='service_started_on',
            field=models.DateField(null=True, verbose_name='eerste dag van de vervolgdienst'),
        ),
        # Laid on new rows alone, so that no server waits while every outcome is looked at. 0003 puts
        # another in its place and 0004 holds that for all rows: whoever ran 0002 before ends alike.
        AddConstraintNotValid(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('service_provider', ''), ('service_started_on__isnull', True)), models.Q(('service_provider__in', ['same', 'other', 'unknown']), ('service_started_on__lte', models.F('observed_on'))), _connector='OR'), name='outcome_service_has_day_and_provider'),
        ),
    ]
