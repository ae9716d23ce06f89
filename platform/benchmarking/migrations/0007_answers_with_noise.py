import django.contrib.postgres.fields
import django.db.models.deletion
import tenants.identifiers
from django.db import migrations, models


class RealAnswersStand(Exception):
    """Answers about real organisations stand in a table that goes away."""

    def __init__(self, table, names):
        super().__init__(
            f"{table} holds answers about {', '.join(names)}, which are real. Questions across "
            "organisations were closed there, so see what these rows are: nothing is removed. "
            "Take a copy of them, and empty the table by hand, before you go on."
        )


def _refuse_real(model_name):
    """Stop where an answer is about an organisation that is not of the demonstration."""

    def check(apps, schema_editor):
        model = apps.get_model('benchmarking', model_name)
        named = {name for row in model.objects.values_list('members', flat=True) for name in row}
        tenants_of = apps.get_model('tenants', 'Tenant').objects
        invented = set(tenants_of.filter(is_synthetic_policy=True).values_list('schema_name', flat=True))
        if named - invented:
            raise RealAnswersStand(model._meta.db_table, sorted(named - invented))

    return check


def _nothing(apps, schema_editor):
    """There is nothing to check in this direction."""


def _id():
    return ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False))


class Migration(migrations.Migration):
    """Answers with noise, drawn once, and what each gives away: in place of the first room.

    That was never open on a real installation; where a real organisation stands in it, this stops.
    """

    dependencies = [
        ('benchmarking', '0006_facts_in_editions'),
        ('tenants', '0001_tenants_and_municipalities'),
    ]

    operations = [
        migrations.RunPython(_refuse_real('AskedAcross'), _nothing),
        migrations.DeleteModel(name='AskedAcross'),
        migrations.CreateModel(
            name='SettledYear',
            fields=[
                _id(),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='jaar van de besluiten')),
                ('groups', models.JSONField(verbose_name='groepen')),
                ('rules_day', models.DateField(verbose_name='regels van')),
                ('settled_at', models.DateTimeField(verbose_name='vastgezet op')),
            ],
            options={
                'verbose_name': 'jaar van vragen over uitvoerders heen',
                'verbose_name_plural': 'jaren van vragen over uitvoerders heen',
            },
        ),
        migrations.CreateModel(
            name='AcrossAnswer',
            fields=[
                _id(),
                ('asked_by', models.UUIDField(verbose_name='gevraagd door')),
                ('asked_at', models.DateTimeField(verbose_name='gevraagd op')),
                ('year', models.PositiveSmallIntegerField(verbose_name='jaar van de besluiten')),
                ('group', models.CharField(max_length=40, verbose_name='groep')),
                ('members', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), size=None, verbose_name='uitvoerders')),
                ('members_hash', models.CharField(max_length=64)),
                ('subject', models.CharField(blank=True, max_length=64)),
                ('policy', models.CharField(blank=True, max_length=80, verbose_name='beleid')),
                ('title', models.JSONField(default=dict, verbose_name='naam van het beleid')),
                ('tariff', models.PositiveIntegerField(null=True, verbose_name='tarief')),
                ('method', models.CharField(max_length=40, verbose_name='werkwijze')),
                ('figures', models.JSONField(verbose_name='cijfers')),
            ],
            options={
                'verbose_name': 'antwoord over uitvoerders heen',
                'verbose_name_plural': 'antwoorden over uitvoerders heen',
                'constraints': [
                    models.UniqueConstraint(fields=('year', 'members_hash', 'subject'), name='across_answer_drawn_once'),
                    models.CheckConstraint(condition=models.Q(('members__len__gte', 3)), name='across_answer_of_three_or_more'),
                    models.CheckConstraint(condition=models.Q(('members_hash__regex', '^[0-9a-f]{64}$'), models.Q(('subject', ''), ('subject__regex', '^[0-9a-f]{64}$'), _connector='OR')), name='across_answer_hashes_are_sha256'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SpentAcross',
            fields=[
                _id(),
                ('organisation', models.CharField(max_length=32, verbose_name='uitvoerder')),
                ('year', models.PositiveSmallIntegerField(verbose_name='jaar van de besluiten')),
                ('parts', models.PositiveSmallIntegerField(verbose_name='duizendsten rho')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spent', to='benchmarking.acrossanswer')),
            ],
            options={
                'verbose_name': 'verbruik van bescherming',
                'verbose_name_plural': 'verbruik van bescherming',
                'indexes': [models.Index(fields=['year', 'organisation'], name='spent_across_of_year')],
                'constraints': [
                    models.UniqueConstraint(fields=('answer', 'organisation'), name='spent_across_once'),
                    models.CheckConstraint(condition=models.Q(('parts__gt', 0)), name='spent_across_something'),
                ],
            },
        ),
        migrations.RunPython(_nothing, _refuse_real('AcrossAnswer')),
    ]
