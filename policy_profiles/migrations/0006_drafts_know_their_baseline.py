import django.contrib.postgres.fields
from django.db import migrations, models


def _lay_on_what_ships(apps, schema_editor):
    """Drafts that were there already inherited what shipped: they keep that.

    A new tenant has none, and then changes no row: its tables can be made by replaying this.
    """
    from policy_profiles.beginning import beginning
    from rulebook.profiles import layers_below

    for draft in apps.get_model('policy_profiles', 'ProfileDraft').objects.all():
        found = beginning(layers_below(draft.base))
        for name, value in found.items():
            setattr(draft, name, value)
        draft.save(update_fields=list(found))


class Migration(migrations.Migration):

    dependencies = [
        ('policy_profiles', '0005_everybody_who_made'),
    ]

    operations = [
        migrations.AddField(
            model_name='profiledraft',
            name='baseline',
            field=models.CharField(default='', max_length=40, verbose_name='versie van de UWV-basis'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='profiledraft',
            name='below',
            field=models.JSONField(default=list, verbose_name='lagen eronder'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='profiledraft',
            name='below_hash',
            field=models.CharField(default='', max_length=64, verbose_name='kenmerk van de lagen eronder'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='profiledraft',
            name='to_discuss',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None),
        ),
        migrations.RunPython(_lay_on_what_ships, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='profiledraft',
            constraint=models.CheckConstraint(condition=models.Q(('below_hash__regex', '^[0-9a-f]{64}$')), name='profile_draft_below_is_sha256'),
        ),
    ]
