import django.db.models.deletion
import tenants.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0013_second_person'),
    ]

    operations = [
        migrations.CreateModel(
            name='JobChange',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('hours', 'Andere uren'), ('position', 'Ander werk bij dezelfde werkgever'), ('employer', 'Andere werkgever'), ('contract', 'Contract verlengd of vernieuwd'), ('illness', 'Ziek'), ('extra', 'Extra uren'), ('ended', 'Baan geëindigd')], max_length=10, verbose_name='wat er verandert')),
                ('starts_on', models.DateField(verbose_name='geldt vanaf')),
                ('until', models.DateField(null=True, verbose_name='geldt tot')),
                ('weekly_minutes', models.PositiveIntegerField(null=True, verbose_name='uren per week')),
                ('yearly_minutes', models.PositiveIntegerField(null=True, verbose_name='uren per jaar')),
                ('contract_form', models.CharField(blank=True, max_length=24, verbose_name='soort contract')),
                ('is_approved', models.BooleanField(default=False, verbose_name='vooraf goedgekeurd')),
                ('minutes', models.PositiveIntegerField(null=True, verbose_name='uren')),
                ('settlement', models.CharField(blank=True, choices=[('pro_rata', 'Naar verhouding van de tijd'), ('actual_hours', 'De uren die echt zijn gemaakt')], max_length=12, verbose_name='afrekenen')),
                ('reason', models.CharField(blank=True, choices=[('crisis', 'Het gaat mis of dreigt mis te gaan op het werk'), ('new_tasks', 'Nieuwe taken of een andere werkplek'), ('new_manager', "Andere leidinggevende of andere collega's"), ('contract_at_stake', 'Het contract staat op het spel'), ('private_life', 'Iets in het privéleven dat doorwerkt op het werk'), ('estimated_too_low', 'De behoefte is te laag ingeschat')], max_length=20, verbose_name='reden')),
                ('is_void', models.BooleanField(default=False)),
                ('minutes_before', models.PositiveIntegerField(verbose_name='uren voor de wijziging')),
                ('minutes_after', models.PositiveIntegerField(verbose_name='uren na de wijziging')),
                ('last_day_after', models.DateField(verbose_name='laatste dag na de wijziging')),
                ('text', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('recorded_by', models.UUIDField(null=True, verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='job_changes', to='assessments.case')),
                ('supersedes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='assessments.jobchange')),
            ],
            options={
                'verbose_name': 'wijziging',
                'verbose_name_plural': 'wijzigingen',
                'indexes': [models.Index(fields=['case', 'starts_on'], name='job_change_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['hours', 'position', 'employer', 'contract', 'illness', 'extra', 'ended'])), name='job_change_kind_is_known'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('starts_on')), _connector='OR'), name='job_change_ends_after_its_start'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'extra'), _negated=True), models.Q(('minutes__gt', 0), ('reason__in', ['crisis', 'new_tasks', 'new_manager', 'contract_at_stake', 'private_life', 'estimated_too_low'])), _connector='OR'), name='job_change_extra_has_hours_and_reason'), models.CheckConstraint(condition=models.Q(('is_void', False), ('supersedes__isnull', False), _connector='OR'), name='job_change_void_names_a_row'), models.CheckConstraint(condition=models.Q(('sha256', models.Func(models.Func(models.Func(models.F('text'), models.Value('UTF8'), function='convert_to'), function='sha256'), models.Value('hex'), function='encode'))), name='job_change_hash_fits')],
            },
        ),
    ]

