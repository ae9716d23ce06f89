import django.contrib.postgres.fields
import django.db.models.deletion
import tenants.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0021_objections_by_post'),
    ]

    operations = [
        migrations.CreateModel(
            name='CoachReport',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('received_on', models.DateField(verbose_name='ontvangen op')),
                ('recorded_by', models.UUIDField(null=True, verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coach_reports', to='assessments.case')),
            ],
            options={
                'verbose_name': 'verslag van de jobcoach',
                'verbose_name_plural': 'verslagen van de jobcoach',
                'indexes': [models.Index(fields=['case', '-received_on'], name='report_of_case')],
            },
        ),
        migrations.CreateModel(
            name='LogCheck',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('until', models.DateField(verbose_name='tot en met')),
                ('risks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('over', 'Er staan meer uren in dan er zijn toegekend.'), ('late_hours', 'Meer dan de helft van de uren ligt in het laatste kwart.'), ('found_before', 'Een eerdere controle in deze casus was niet in orde.'), ('remarked', 'Over deze organisatie kwam het afgelopen jaar een signaal binnen.'), ('drawn', 'Deze periode is getrokken: één op de tien, door het lot.')], max_length=12), default=list, size=None)),
                ('verdict', models.CharField(choices=[('in_order', 'in orde'), ('mended', 'in orde na verbetering'), ('not_in_order', 'niet in orde')], max_length=12, verbose_name='uitkomst')),
                ('recorded_by', models.UUIDField(null=True, verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='log_checks', to='assessments.case')),
            ],
            options={
                'verbose_name': 'controle van het logboek',
                'verbose_name_plural': 'controles van het logboek',
                'indexes': [models.Index(fields=['case', '-until'], name='log_check_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['in_order', 'mended', 'not_in_order'])), name='log_check_verdict_is_known')],
            },
        ),
        migrations.CreateModel(
            name='ProviderRemark',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('organisation_id', models.UUIDField(db_index=True)),
                ('on', models.DateField(verbose_name='dag')),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('good', 'Doet het goed'), ('hard_to_reach', 'Is slecht bereikbaar'), ('hours_not_made', 'Uren zijn niet gemaakt'), ('no_goals', 'Werkt niet aan de doelen'), ('little_skill', 'Weet te weinig van deze begeleiding'), ('not_independent', 'Staat niet los van de werkgever'), ('papers_missing', 'Verslagen of papieren ontbreken'), ('other_tasks', 'Doet werk dat er niet bij hoort')], max_length=15), size=None)),
                ('recorded_by', models.UUIDField(null=True, verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='provider_remarks', to='assessments.case')),
            ],
            options={
                'verbose_name': 'signaal over een jobcoachorganisatie',
                'verbose_name_plural': 'signalen over jobcoachorganisaties',
                'indexes': [models.Index(fields=['-on'], name='remark_by_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kinds__len__gt', 0)), name='remark_says_something')],
            },
        ),
    ]
