import django.db.models.deletion
from django.db import migrations, models

import tenants.identifiers


class Migration(migrations.Migration):
    """A report that was let go can be taken back, with the reason."""

    dependencies = [
        ('reports', '0002_authors_of_a_report'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportWithdrawal',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(max_length=300, verbose_name='reden')),
                ('withdrawn_by', models.UUIDField(verbose_name='ingetrokken door')),
                ('withdrawn_at', models.DateTimeField(verbose_name='ingetrokken op')),
                ('approval', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='reports.reportapproval')),
            ],
            options={
                'verbose_name': 'ingetrokken rapport',
                'verbose_name_plural': 'ingetrokken rapporten',
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='taken_back_with_a_reason')],
            },
        ),
    ]
