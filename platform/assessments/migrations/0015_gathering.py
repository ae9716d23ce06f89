import django.contrib.postgres.fields
import django.db.models.deletion
import tenants.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0014_changes_of_a_job'),
    ]

    operations = [
        migrations.CreateModel(
            name='GatheredTopic',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('topic', models.CharField(max_length=20, verbose_name='onderwerp')),
                ('sealed', models.BinaryField()),
                ('codes', models.JSONField(default=dict, verbose_name='antwoorden')),
                ('domains', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('work_domain', 'werk'), ('care', 'zorg'), ('housing', 'wonen'), ('justice', 'justitie'), ('education', 'onderwijs'), ('finances', 'financiën')], max_length=20), default=list, size=None, verbose_name='leefgebieden')),
                ('status', models.CharField(choices=[('not_begun', 'Nog te doen'), ('begun', 'Mee bezig'), ('done', 'Klaar')], default='begun', max_length=9, verbose_name='status')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_by', models.UUIDField(null=True, verbose_name='gewijzigd door')),
                ('changed_at', models.DateTimeField(verbose_name='gewijzigd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='assessments.case')),
            ],
            options={
                'verbose_name': 'onderwerp van het onderzoek',
                'verbose_name_plural': 'onderwerpen van het onderzoek',
                'constraints': [models.UniqueConstraint(fields=('case', 'topic'), name='topic_once_a_case'), models.CheckConstraint(condition=models.Q(('status__in', ['begun', 'done'])), name='topic_status_is_known')],
            },
        ),
        migrations.CreateModel(
            name='UsedSource',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('application_form', 'aanvraag'), ('matching_form', 'matchingsformulier'), ('limitation_judgement', 'oordeel over de beperking'), ('labour_expert_report', 'rapport van de arbeidsdeskundige'), ('register_entry', 'doelgroepregister'), ('wage_value_measurement', 'loonwaardemeting'), ('work_history', 'werkervaring'), ('earlier_instruments', 'eerder ingezette hulp'), ('behaviour_at_work', 'gedrag en behoeften op het werk'), ('talk', 'gesprek'), ('three_way_talk', 'driegesprek'), ('functional_list', 'functionelemogelijkhedenlijst (FML)'), ('workplace_visit', 'bezoek aan de werkplek'), ('personal_history', 'persoonlijke geschiedenis')], max_length=24, verbose_name='bron')),
                ('state', models.CharField(choices=[('asked', 'opgevraagd'), ('used', 'gebruikt'), ('absent', 'niet gebruikt')], max_length=6, verbose_name='stand')),
                ('seen_on', models.DateField(verbose_name='datum')),
                ('reason', models.CharField(blank=True, choices=[('not_needed', 'wat er al is, is genoeg'), ('recent', 'een vorige beoordeling is nog recent'), ('not_there', 'die informatie bestaat niet'), ('not_in_time', 'gevraagd, maar niet op tijd gekregen'), ('refused', 'de persoon gaf geen toestemming')], max_length=11, verbose_name='reden')),
                ('recorded_by', models.UUIDField(null=True, verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='assessments.case')),
            ],
            options={
                'verbose_name': 'gebruikte bron',
                'verbose_name_plural': 'gebruikte bronnen',
                'indexes': [models.Index(fields=['case', 'kind'], name='source_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['application_form', 'matching_form', 'limitation_judgement', 'labour_expert_report', 'register_entry', 'wage_value_measurement', 'work_history', 'earlier_instruments', 'behaviour_at_work', 'talk', 'three_way_talk', 'functional_list', 'workplace_visit', 'personal_history'])), name='source_kind_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('reason__in', ['not_needed', 'recent', 'not_there', 'not_in_time', 'refused']), ('state', 'absent')), models.Q(('reason', ''), ('state__in', ['asked', 'used'])), _connector='OR'), name='source_left_out_has_a_reason')],
            },
        ),
    ]
