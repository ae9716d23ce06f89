import tenants.identifiers
from django.db import migrations, models

from tenants import context

#: How much was hidden exactly is told no longer, and cannot be told otherwise afterwards.
_NOT_TOLD = {'value': None, 'hidden': 'small_numbers'}
_SHARES = ('cells_hidden_percent', 'cases_hidden_percent', 'cells_held_back_percent')


def _synthetic(apps):
    """Read whose facts are made up, which the owner of the table cannot."""
    with context.as_benchmark():
        facts = apps.get_model('benchmarking', 'DecisionFact').objects.filter(is_synthetic=True)
        return set(facts.values_list('tenant_schema', flat=True).distinct())


def _out(apps, schema_editor):
    """Releases from before there were decisions on them were all told."""
    releases = list(apps.get_model('benchmarking', 'Release').objects.all())
    synthetic = _synthetic(apps) if releases else set()
    for release in releases:
        release.synthetic = sorted(synthetic.intersection(release.members))
        release.lost = {name: dict.fromkeys(_SHARES, _NOT_TOLD) for name in release.lost}
        release.save(update_fields=['synthetic', 'lost'])
        apps.get_model('benchmarking', 'ReleaseDecision').objects.create(
            release_number=release.number, is_out=True, decided_at=release.made_at
        )


class Migration(migrations.Migration):
    """Whether a release is brought out, and by whom; who asked for one; whose facts are made up."""

    dependencies = [
        ('benchmarking', '0009_agreements_of_releases'),
    ]

    operations = [
        migrations.AddField(
            model_name='release',
            name='made_by',
            field=models.UUIDField(null=True, verbose_name='gemaakt door'),
        ),
        migrations.AddField(
            model_name='release',
            name='synthetic',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.CreateModel(
            name='ReleaseDecision',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('release_number', models.PositiveIntegerField(unique=True, verbose_name='nummer')),
                ('is_out', models.BooleanField(verbose_name='uitgebracht')),
                ('made_by', models.UUIDField(null=True, verbose_name='gemaakt door')),
                ('decided_by', models.UUIDField(null=True, verbose_name='besloten door')),
                ('decided_at', models.DateTimeField(verbose_name='besloten op')),
            ],
            options={
                'verbose_name': 'besluit over uitgebrachte cijfers',
                'verbose_name_plural': 'besluiten over uitgebrachte cijfers',
                'constraints': [models.CheckConstraint(condition=models.Q(('made_by', None), ('decided_by', None), models.Q(('made_by', models.F('decided_by')), _negated=True), _connector='OR'), name='release_maker_is_not_who_decides')],
            },
        ),
        migrations.CreateModel(
            name='ReleaseRun',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('asked', 'Wordt gemaakt'), ('made', 'Gemaakt'), ('refused', 'Niet gemaakt'), ('stopped', 'Gestopt')], default='asked', max_length=12, verbose_name='stand')),
                ('asked_by', models.UUIDField(verbose_name='gevraagd door')),
                ('asked_at', models.DateTimeField(verbose_name='gevraagd op')),
                ('phase', models.CharField(blank=True, max_length=80)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('told_at', models.DateTimeField()),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('number', models.PositiveIntegerField(null=True, verbose_name='nummer')),
                ('why', models.CharField(blank=True, max_length=80)),
            ],
            options={
                'verbose_name': 'aanvraag van cijfers',
                'verbose_name_plural': 'aanvragen van cijfers',
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'asked')), fields=('status',), name='release_asked_once')],
            },
        ),
        migrations.RunPython(_out, migrations.RunPython.noop),
    ]
