import tenants.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):
    """The boundaries that an administrator reads in, as they are drawn."""

    dependencies = [
        ('benchmarking', '0012_codes_of_rows_that_are_there'),
    ]

    operations = [
        migrations.CreateModel(
            name='BoundaryMap',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=12, unique=True, verbose_name='soort')),
                ('year', models.PositiveSmallIntegerField(verbose_name='jaar')),
                ('origin', models.CharField(choices=[('cbs', 'CBS, gebiedsindelingen (van PDOK of cbs.nl)'), ('made_up', 'Zelf gemaakt, om te oefenen')], max_length=7, verbose_name='bron')),
                ('sha256', models.CharField(max_length=64)),
                ('imported_at', models.DateTimeField(verbose_name='ingelezen op')),
                ('imported_by', models.UUIDField(null=True, verbose_name='ingelezen door')),
                ('width', models.PositiveSmallIntegerField()),
                ('height', models.PositiveSmallIntegerField()),
                ('shapes', models.JSONField()),
            ],
            options={
                'verbose_name': 'kaart met grenzen',
                'verbose_name_plural': 'kaarten met grenzen',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['region', 'municipality'])), name='boundary_map_kind_is_known'),
                    models.CheckConstraint(condition=models.Q(('origin__in', ['cbs', 'made_up'])), name='boundary_map_origin_is_known'),
                    models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='boundary_map_hash_is_sha256'),
                ],
            },
        ),
    ]
