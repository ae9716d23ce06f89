import django.contrib.postgres.fields
from django.db import migrations, models


def _people():
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.UUIDField(), default=list, size=None
    )


def _name_who_is_known(apps, schema_editor):
    """Of drafts that were there already, the first and the last who changed them are known.

    A new tenant has none, and then changes no row: its tables can be made by replaying this.
    """
    for draft in apps.get_model('policy_profiles', 'ProfileDraft').objects.all():
        draft.edited_by = sorted({draft.made_by, draft.changed_by})
        draft.save(update_fields=['edited_by'])


class Migration(migrations.Migration):

    dependencies = [
        ('policy_profiles', '0004_drafts_know_their_return'),
    ]

    operations = [
        migrations.AddField(model_name='profiledraft', name='edited_by', field=_people()),
        migrations.AddField(model_name='profileversion', name='made_with', field=_people()),
        migrations.AddField(model_name='profileperiod', name='makers', field=_people()),
        migrations.AddConstraint(
            model_name='profileversion',
            constraint=models.UniqueConstraint(fields=('id', 'made_with'), name='profile_version_made_with'),
        ),
        migrations.AddConstraint(
            model_name='profileperiod',
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ('checked_by__isnull', True),
                    models.Q(('makers__contains', [models.F('checked_by')]), _negated=True),
                    _connector='OR',
                ),
                name='profile_editor_is_not_checker',
            ),
        ),
        # An array as a whole can be a key: a period cannot leave out who worked on its version.
        migrations.RunSQL(
            sql="ALTER TABLE policy_profiles_profileperiod ADD CONSTRAINT profile_period_names_all_makers "
            "FOREIGN KEY (version_id, makers) REFERENCES policy_profiles_profileversion (id, made_with)",
            reverse_sql="ALTER TABLE policy_profiles_profileperiod "
            "DROP CONSTRAINT profile_period_names_all_makers",
        ),
        migrations.RunPython(_name_who_is_known, migrations.RunPython.noop),
    ]
