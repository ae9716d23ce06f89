import django.db.models.deletion
from django.db import migrations, models

import tenants.identifiers
from assessments.going_back import refused_while_any


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0036_what_may_be_shared'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActivityAnswer',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('activity', models.CharField(choices=[('introduce', 'de persoon introduceren'), ('structure', 'het werk structureren'), ('train', 'inwerken en trainen'), ('disturbances', 'storingen opsporen en verhelpen'), ('guide_at_work', 'begeleiden op het werk'), ('guide_at_home', 'begeleiden thuis voor zover het om werk gaat'), ('guide_manager', 'de leidinggevende begeleiden'), ('evaluate', 'evalueren en coördineren'), ('private_sphere', 'hulp in het privéleven'), ('job_finding', 'ander werk zoeken'), ('job_interview', 'mee naar het sollicitatiegesprek'), ('contract_talks', 'mee naar gesprekken over het contract'), ('aftercare', 'nazorg')], max_length=20, verbose_name='wat de jobcoach wil doen')),
                ('answer', models.CharField(choices=[('allowed', 'mag'), ('not_allowed', 'mag niet')], max_length=11, verbose_name='antwoord')),
                ('reason', models.CharField(choices=[('policy', 'zo staat het in het beleid'), ('goal', 'het hoort bij een doel van het plan'), ('person', 'deze persoon heeft het nodig om te kunnen werken'), ('no_goal', 'het hoort niet bij een doel van het plan'), ('other_help', 'andere hulp is daarvoor bedoeld'), ('employer', 'de werkgever kan dit zelf')], max_length=10, verbose_name='reden')),
                ('on', models.DateField(verbose_name='dag')),
                ('recorded_by', models.UUIDField(verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activity_answers', to='assessments.case')),
            ],
            options={
                'verbose_name': 'antwoord over wat de jobcoach mag doen',
                'verbose_name_plural': 'antwoorden over wat de jobcoach mag doen',
                'indexes': [models.Index(fields=['case', '-on'], name='activity_answer_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(models.Q(('answer', 'allowed'), ('reason__in', ['policy', 'goal', 'person'])), models.Q(('answer', 'not_allowed'), ('reason__in', ['policy', 'no_goal', 'other_help', 'employer'])), _connector='OR'), ('activity__in', ['introduce', 'structure', 'train', 'disturbances', 'guide_at_work', 'guide_at_home', 'guide_manager', 'evaluate', 'private_sphere', 'job_finding', 'job_interview', 'contract_talks', 'aftercare'])), name='activity_answer_has_its_reason')],
            },
        ),
        refused_while_any('ActivityAnswer', 'answers on what a coach may do were put on record'),
    ]
