from django.db import migrations, models

import tenants.identifiers


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0005_the_clock_of_the_awb'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptMapping',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=8)),
                ('name', models.CharField(max_length=80, verbose_name='naam')),
                ('header_hash', models.CharField(db_index=True, max_length=64)),
                ('choices', models.JSONField()),
                ('kept_by', models.UUIDField()),
                ('kept_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'bewaarde keuzes voor kolommen',
                'verbose_name_plural': 'bewaarde keuzes voor kolommen',
            },
        ),
        migrations.AddConstraint(
            model_name='keptmapping',
            constraint=models.UniqueConstraint(fields=('kind', 'name'), name='kept_mapping_by_name'),
        ),
        migrations.AddConstraint(
            model_name='keptmapping',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='kept_mapping_has_a_name'),
        ),
        migrations.AddField(
            model_name='stagedfile',
            name='mapping',
            field=models.JSONField(null=True),
        ),
    ]
