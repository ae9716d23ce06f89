from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

from assessments.going_back import refused_while_any


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0027_long_term_tracks'),
    ]

    operations = [
        migrations.AlterField(
            model_name='letter',
            name='reader',
            field=models.CharField(choices=[('client', 'de aanvrager'), ('employer', 'de werkgever'), ('coach', 'de jobcoach'), ('other', 'iemand anders die het besluit raakt')], max_length=8, verbose_name='voor wie'),
        ),
        migrations.RemoveConstraint(
            model_name='letter',
            name='letter_is_for_somebody',
        ),
        AddConstraintNotValid(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['nl', 'en']), ('reader__in', ['client', 'employer', 'coach', 'other'])), name='letter_is_for_somebody'),
        ),
        refused_while_any('Letter', 'letters went to others who objected', reader='other'),
    ]
