from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

_READERS = ('client', 'employer', 'coach')


class StillThere(Exception):
    """Going back would leave letters that the older release cannot read."""

    def __init__(self) -> None:
        super().__init__(
            'Letters were sent to others who objected. The release before this one does not know '
            'them: stay with this release, or restore a backup of before it.'
        )


def _nothing(apps, schema_editor):
    pass


def _refuse_letters_to_others(apps, schema_editor):
    if apps.get_model('assessments', 'Letter').objects.exclude(reader__in=_READERS).exists():
        raise StillThere


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
            constraint=models.CheckConstraint(condition=models.Q(('reader__in', ['client', 'employer', 'coach', 'other']), ('language__in', ['nl', 'en'])), name='letter_is_for_somebody'),
        ),
        migrations.RunPython(_nothing, _refuse_letters_to_others),
    ]
