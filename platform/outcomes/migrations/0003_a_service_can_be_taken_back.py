from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import F, Q

from assessments.going_back import refused_while_any

NAME = 'outcome_service_has_day_and_provider'
GIVEN = Q(
    service_started_on__lte=F('observed_on'), service_provider__in=['same', 'other', 'unknown']
)


class Migration(migrations.Migration):

    dependencies = [
        ('outcomes', '0002_services_after_a_job'),
    ]

    operations = [
        migrations.AlterField(
            model_name='outcome',
            name='service_provider',
            field=models.CharField(blank=True, choices=[('same', 'De organisatie die ook begeleidde'), ('other', 'Een andere organisatie'), ('unknown', 'Niet bekend'), ('none', 'Er is geen vervolgdienst')], max_length=7, verbose_name='wie de vervolgdienst geeft'),
        ),
        migrations.RemoveConstraint(model_name='outcome', name=NAME),
        AddConstraintNotValid(  # held for the rows that were there in 0004
            model_name='outcome',
            constraint=models.CheckConstraint(
                condition=Q(service_started_on__isnull=True, service_provider__in=['', 'none'])
                | GIVEN,
                name=NAME,
            ),
        ),
        refused_while_any(
            'Outcome', 'outcomes take a service back', app='outcomes', service_provider='none'
        ),
    ]
