from django.db import migrations, models

import tenants.identifiers


class Migration(migrations.Migration):

    dependencies = [
        ("assessments", "0016_letters"),
    ]

    operations = [
        migrations.CreateModel(
            name='RetentionTerm',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('signal', 'Meldingen'), ('person', 'Gegevens van personen')], max_length=6, unique=True)),
                ('months', models.PositiveSmallIntegerField(verbose_name='bewaartermijn in maanden')),
                ('changed_at', models.DateTimeField(verbose_name='gewijzigd op')),
            ],
            options={
                'verbose_name': 'bewaartermijn',
                'verbose_name_plural': 'bewaartermijnen',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['signal', 'person'])), name='retention_kind_is_known'),
                    models.CheckConstraint(condition=models.Q(('months__range', (1, 1200))), name='retention_is_a_time'),
                ],
            },
        ),
    ]
