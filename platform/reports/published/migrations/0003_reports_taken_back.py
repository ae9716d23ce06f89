import django.db.models.deletion
from django.db import migrations, models

import tenants.identifiers

_TABLE = "published_reports_withdrawnreport"


class Migration(migrations.Migration):
    """A report that everyone may read can be taken back, by the organisation that let it go."""

    dependencies = [
        ('published_reports', '0002_what_a_list_names'),
    ]

    operations = [
        migrations.CreateModel(
            name='WithdrawnReport',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('schema_name', models.CharField(max_length=32, verbose_name='uitvoerder')),
                ('reason', models.CharField(max_length=300, verbose_name='reden')),
                ('withdrawn_at', models.DateTimeField(verbose_name='ingetrokken op')),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='published_reports.publishedreport')),
            ],
            options={
                'verbose_name': 'ingetrokken openbaar rapport',
                'verbose_name_plural': 'ingetrokken openbare rapporten',
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='withdrawn_with_a_reason')],
            },
        ),
        # The organisation of a withdrawal is that of its report: row-level security lets each write
        # rows under its own name alone, and this lets such a row name its own reports alone.
        migrations.RunSQL(
            sql=f"ALTER TABLE {_TABLE} ADD CONSTRAINT withdrawn_by_its_own FOREIGN KEY "
            "(report_id, schema_name) REFERENCES published_reports_publishedreport (id, schema_name)",
            reverse_sql=f"ALTER TABLE {_TABLE} DROP CONSTRAINT withdrawn_by_its_own",
        ),
    ]
