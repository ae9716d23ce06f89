import django.contrib.postgres.fields
import django.db.models.deletion
import tenants.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0022_watching_over_coaching'),
    ]

    operations = [
        migrations.CreateModel(
            name='JointAssessment',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField(verbose_name='dag')),
                ('with_whom', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('person', 'de persoon'), ('employer', 'de werkgever'), ('coach', 'de jobcoach'), ('assessor', 'wie beoordeelt'), ('other', 'iemand anders')], max_length=8), size=None)),
                ('parts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('coaching', 'begeleiding'), ('wage_value', 'loonwaarde'), ('trial', 'proefplaatsing')], max_length=10), size=None)),
                ('trial_verdict', models.CharField(blank=True, choices=[('approved', 'Goedgekeurd'), ('refused', 'Niet goedgekeurd')], max_length=8, verbose_name='proefplaatsing')),
                ('trial_starts_on', models.DateField(null=True, verbose_name='eerste dag')),
                ('trial_ends_on', models.DateField(null=True, verbose_name='laatste dag')),
                ('recorded_by', models.UUIDField(null=True, verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joint_assessments', to='assessments.case')),
            ],
            options={
                'verbose_name': 'gezamenlijke beoordeling',
                'verbose_name_plural': 'gezamenlijke beoordelingen',
                'indexes': [models.Index(fields=['case', '-on'], name='joint_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('parts__len__gt', 0)), name='joint_judges_something'), models.CheckConstraint(condition=models.Q(models.Q(('trial_verdict', 'approved'), _negated=True), models.Q(('trial_ends_on__gte', models.F('trial_starts_on')), ('trial_starts_on__isnull', False)), _connector='OR'), name='joint_trial_approved_has_days')],
            },
        ),
    ]
