import django.db.models.deletion
import django.db.models.functions.datetime
import tenants.identifiers
from django.db import migrations, models

PUBLISHED = "policy_register_publishedbaseline"
PROPOSED = "policy_register_proposedwithdrawal"
WITHDRAWN = "policy_register_withdrawnbaseline"


def _constraint(table, name, rule):
    return migrations.RunSQL(
        sql=f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule}",
        reverse_sql=f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def _common():
    return [
        ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
        ('valid_from', models.DateField(verbose_name='geldig vanaf')),
        ('reason_nl', models.CharField(max_length=1000, verbose_name='reden in het Nederlands')),
        ('reason_en', models.CharField(max_length=1000, verbose_name='reden in het Engels')),
        ('made_by', models.UUIDField(verbose_name='gemaakt door')),
    ]


def _one(to, name):
    return models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name=name, to=f'policy_register.{to}')


class Migration(migrations.Migration):

    dependencies = [
        ('policy_register', '0003_baselines_kept_by_the_database'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='publishedbaseline',
            constraint=models.UniqueConstraint(fields=('id', 'valid_from'), name='published_baseline_day'),
        ),
        migrations.CreateModel(
            name='ProposedWithdrawal',
            fields=[
                *_common(),
                ('made_at', models.DateTimeField(verbose_name='gemaakt op')),
                ('baseline', _one('publishedbaseline', 'proposed_withdrawal')),
            ],
            options={
                'verbose_name': 'voorstel om een UWV-basis in te trekken',
                'verbose_name_plural': 'voorstellen om een UWV-basis in te trekken',
                'constraints': [
                    models.UniqueConstraint(fields=('id', 'baseline', 'made_by', 'valid_from'), name='proposed_withdrawal_whole'),
                    models.CheckConstraint(condition=models.Q(models.Q(('reason_nl', ''), _negated=True), models.Q(('reason_en', ''), _negated=True)), name='withdrawal_has_a_reason'),
                ],
            },
        ),
        migrations.CreateModel(
            name='WithdrawnBaseline',
            fields=[
                *_common(),
                ('checked_by', models.UUIDField(verbose_name='nagekeken door')),
                ('withdrawn_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='ingetrokken op')),
                ('baseline', _one('publishedbaseline', 'withdrawal')),
                ('proposal', _one('proposedwithdrawal', 'confirmed')),
            ],
            options={
                'verbose_name': 'ingetrokken UWV-basis',
                'verbose_name_plural': 'ingetrokken UWV-basissen',
                'constraints': [models.CheckConstraint(condition=models.Q(('checked_by', models.F('made_by')), _negated=True), name='withdrawal_maker_is_not_checker')],
            },
        ),
        # Neither step can give a baseline another first day, or a withdrawal another maker.
        _constraint(
            PROPOSED,
            "withdrawal_of_its_day",
            f"FOREIGN KEY (baseline_id, valid_from) REFERENCES {PUBLISHED} (id, valid_from)",
        ),
        _constraint(
            WITHDRAWN,
            "withdrawn_as_proposed",
            "FOREIGN KEY (proposal_id, baseline_id, made_by, valid_from) "
            f"REFERENCES {PROPOSED} (id, baseline_id, made_by, valid_from)",
        ),
        # What has begun to hold is not withdrawn: decisions rest on it. By the database's own clock.
        _constraint(
            WITHDRAWN,
            "withdrawn_before_it_holds",
            "CHECK (valid_from > (withdrawn_at AT TIME ZONE 'Europe/Amsterdam')::date)",
        ),
    ]
