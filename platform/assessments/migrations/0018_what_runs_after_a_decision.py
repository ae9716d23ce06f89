
import django.contrib.postgres.fields
import django.db.models.deletion
import tenants.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0017_how_long_people_are_kept'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseFollower',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('user_id', models.UUIDField(db_index=True, verbose_name='wie volgt')),
                ('since', models.DateField(verbose_name='sinds')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='follower', to='assessments.case')),
            ],
            options={
                'verbose_name': 'wie een casus volgt',
                'verbose_name_plural': 'wie casussen volgen',
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('held_on', models.DateField(verbose_name='gehouden op')),
                ('parts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('person_form', 'formulier van de persoon'), ('employer_form', 'formulier van de werkgever'), ('coach_report', 'verslag van de jobcoach'), ('three_way_talk', 'driegesprek'), ('four_way_talk', 'viergesprek')], max_length=14), size=None)),
                ('outcome', models.CharField(choices=[('as_is', 'Doorgaan zoals het is'), ('fewer_hours', 'Minder begeleiding is genoeg'), ('more_hours', 'Er is meer begeleiding nodig'), ('other_goals', 'Doorgaan met andere doelen'), ('stop', 'De begeleiding kan stoppen')], max_length=11, verbose_name='uitkomst')),
                ('self_reliance', models.PositiveSmallIntegerField(choices=[(1, 'Kan het werk niet doen zonder dat er iemand bij is'), (2, 'Doet het werk met hulp elke dag'), (3, 'Doet het werk zelf, met hulp elke week'), (4, 'Doet het werk zelf, vraagt hulp als er iets verandert'), (5, 'Doet het werk zelf en lost op wat er verandert')], null=True, verbose_name='zelfredzaamheid')),
                ('next_on', models.DateField(null=True, verbose_name='volgende evaluatie')),
                ('recorded_by', models.UUIDField(null=True, verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='assessments.case')),
            ],
            options={
                'verbose_name': 'evaluatie',
                'verbose_name_plural': 'evaluaties',
            },
        ),
        migrations.CreateModel(
            name='EvaluatedGoal',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('goal_key', models.UUIDField()),
                ('outcome', models.CharField(choices=[('reached', 'gehaald'), ('partly', 'deels gehaald'), ('not_reached', 'niet gehaald'), ('dropped', 'losgelaten: het past niet meer')], max_length=11, verbose_name='uitkomst')),
                ('reason', models.CharField(blank=True, choices=[('other_wish', 'de persoon wil iets anders'), ('other_work', 'het werk is veranderd'), ('too_big', 'het doel was te groot'), ('not_needed', 'het is niet meer nodig')], max_length=10, verbose_name='reden')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='assessments.evaluation')),
            ],
            options={
                'verbose_name': 'geëvalueerd doel',
                'verbose_name_plural': 'geëvalueerde doelen',
            },
        ),
        migrations.CreateModel(
            name='LogEntry',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('first_day', models.DateField(verbose_name='eerste dag')),
                ('last_day', models.DateField(verbose_name='laatste dag')),
                ('minutes', models.PositiveIntegerField(verbose_name='uren')),
                ('activities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('introduce', 'de persoon introduceren'), ('structure', 'het werk structureren'), ('train', 'inwerken en trainen'), ('disturbances', 'storingen opsporen en verhelpen'), ('guide_at_work', 'begeleiden op het werk'), ('guide_at_home', 'begeleiden thuis voor zover het om werk gaat'), ('guide_manager', 'de leidinggevende begeleiden'), ('evaluate', 'evalueren en coördineren'), ('private_sphere', 'hulp in het privéleven'), ('job_finding', 'ander werk zoeken'), ('job_interview', 'mee naar het sollicitatiegesprek'), ('contract_talks', 'mee naar gesprekken over het contract'), ('aftercare', 'nazorg')], max_length=20), default=list, size=None)),
                ('goal_key', models.UUIDField(null=True)),
                ('headline', models.CharField(blank=True, max_length=300, verbose_name='in hoofdlijnen')),
                ('recorded_by', models.UUIDField(null=True, verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='log_entries', to='assessments.case')),
                ('takes_back', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_back_by', to='assessments.logentry')),
            ],
            options={
                'verbose_name': 'regel van het logboek',
                'verbose_name_plural': 'regels van het logboek',
            },
        ),
        migrations.CreateModel(
            name='ObligationAnswer',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('criterion', models.CharField(max_length=40)),
                ('outcome', models.CharField(choices=[('done', 'Gehaald'), ('not_done', 'Niet gehaald')], max_length=8, verbose_name='uitkomst')),
                ('follow_up', models.CharField(choices=[('continues', 'De begeleiding gaat door'), ('later', 'Er is meer tijd, tot een nieuwe dag'), ('assessed_anew', 'Er wordt opnieuw beoordeeld'), ('ends', 'De begeleiding stopt')], max_length=13, verbose_name='wat volgt')),
                ('seen_on', models.DateField(verbose_name='gezien op')),
                ('new_due_on', models.DateField(null=True, verbose_name='nieuwe dag')),
                ('recorded_by', models.UUIDField(null=True, verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obligation_answers', to='assessments.case')),
            ],
            options={
                'verbose_name': 'antwoord op een verplichting',
                'verbose_name_plural': 'antwoorden op verplichtingen',
            },
        ),
        migrations.CreateModel(
            name='WorkMeasure',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField(verbose_name='dag')),
                ('weekly_minutes', models.PositiveIntegerField(null=True, verbose_name='uren per week')),
                ('wage_value', models.PositiveIntegerField(null=True, verbose_name='loonwaarde')),
                ('source', models.CharField(blank=True, choices=[('measured', 'loonwaardemeting'), ('employer', 'schatting van de werkgever'), ('coach', 'schatting van de jobcoach'), ('own', 'eigen schatting')], max_length=8, verbose_name='bron')),
                ('recorded_by', models.UUIDField(null=True, verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='work_measures', to='assessments.case')),
            ],
            options={
                'verbose_name': 'meting van het werk',
                'verbose_name_plural': 'metingen van het werk',
            },
        ),
        migrations.CreateModel(
            name='CoachChange',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('from_day', models.DateField(verbose_name='vanaf')),
                ('reason', models.CharField(choices=[('left', 'de jobcoach werkt er niet meer'), ('absent', 'de jobcoach is lang afwezig'), ('no_click', 'het klikte niet'), ('other_need', 'er is andere kennis nodig'), ('expired', 'erkenning of certificaat is verlopen'), ('asked', 'de persoon of werkgever vroeg erom')], max_length=10, verbose_name='reden')),
                ('earlier_organisation_id', models.UUIDField(null=True)),
                ('earlier_coach_id', models.UUIDField(null=True)),
                ('organisation_id', models.UUIDField(null=True)),
                ('coach_id', models.UUIDField(null=True)),
                ('handed_over', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('plan', 'begeleidingsplan met doelen'), ('log', 'logboek'), ('agreements', 'open afspraken'), ('contacts', 'wie op het werk het aanspreekpunt is'), ('warm', 'gesprek met beide jobcoaches en de persoon')], max_length=10), default=list, size=None)),
                ('open_agreements', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('recorded_by', models.UUIDField(null=True, verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coach_changes', to='assessments.case')),
            ],
            options={
                'verbose_name': 'wisseling van jobcoach',
                'verbose_name_plural': 'wisselingen van jobcoach',
                'indexes': [models.Index(fields=['case', 'from_day'], name='coach_change_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('organisation_id__isnull', False), ('coach_id__isnull', False), _connector='OR'), name='coach_change_names_somebody')],
            },
        ),
        migrations.CreateModel(
            name='ContactMoment',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField(verbose_name='dag')),
                ('way', models.CharField(choices=[('visit', 'op het werk'), ('office', 'op kantoor'), ('phone', 'telefoon of beeldbellen'), ('message', 'bericht met antwoord')], max_length=7, verbose_name='hoe')),
                ('with_whom', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('person', 'de persoon'), ('employer', 'de werkgever'), ('coach', 'de jobcoach'), ('assessor', 'wie beoordeelt'), ('other', 'iemand anders')], max_length=8), size=None)),
                ('recorded_by', models.UUIDField(null=True, verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='assessments.case')),
            ],
            options={
                'verbose_name': 'contact',
                'verbose_name_plural': 'contacten',
                'indexes': [models.Index(fields=['case', 'on'], name='contact_of_case')],
            },
        ),
        migrations.AddIndex(
            model_name='evaluation',
            index=models.Index(fields=['case', '-held_on'], name='evaluation_of_case'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.CheckConstraint(condition=models.Q(('next_on__isnull', True), ('next_on__gt', models.F('held_on')), _connector='OR'), name='next_evaluation_is_later'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.CheckConstraint(condition=models.Q(('self_reliance__isnull', True), ('self_reliance__range', (1, 5)), _connector='OR'), name='self_reliance_has_five_steps'),
        ),
        migrations.AddConstraint(
            model_name='evaluatedgoal',
            constraint=models.UniqueConstraint(fields=('evaluation', 'goal_key'), name='goal_once_an_evaluation'),
        ),
        migrations.AddConstraint(
            model_name='evaluatedgoal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'dropped'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('outcome', 'dropped'), _negated=True), ('reason', '')), _connector='OR'), name='goal_let_go_has_a_reason'),
        ),
        migrations.AddIndex(
            model_name='logentry',
            index=models.Index(fields=['case', 'first_day'], name='log_of_case'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='log_ends_after_its_start'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gt', 0)), name='log_has_minutes'),
        ),
        migrations.AddIndex(
            model_name='obligationanswer',
            index=models.Index(fields=['case', 'criterion'], name='answer_to_obligation'),
        ),
        migrations.AddConstraint(
            model_name='obligationanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('follow_up', 'later'), ('new_due_on__gt', models.F('seen_on'))), models.Q(models.Q(('follow_up', 'later'), _negated=True), ('new_due_on__isnull', True)), _connector='OR'), name='obligation_later_has_a_day'),
        ),
        migrations.AddConstraint(
            model_name='obligationanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'done'), _negated=True), ('follow_up', 'continues'), _connector='OR'), name='obligation_done_continues'),
        ),
        migrations.AddIndex(
            model_name='workmeasure',
            index=models.Index(fields=['case', 'on'], name='measure_of_case'),
        ),
        migrations.AddConstraint(
            model_name='workmeasure',
            constraint=models.CheckConstraint(condition=models.Q(('weekly_minutes__isnull', False), ('wage_value__isnull', False), _connector='OR'), name='measure_says_something'),
        ),
        migrations.AddConstraint(
            model_name='workmeasure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', ''), ('wage_value__isnull', True)), models.Q(('wage_value__isnull', False), models.Q(('source', ''), _negated=True)), _connector='OR'), name='wage_value_has_a_source'),
        ),
    ]
