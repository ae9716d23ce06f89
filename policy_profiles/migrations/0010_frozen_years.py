import django.db.models.deletion
import tenants.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policy_profiles', '0009_taking_part'),
    ]

    operations = [
        migrations.CreateModel(
            name='FrozenYear',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='jaar van de besluiten')),
                ('frozen_on', models.DateField(verbose_name='vastgezet op')),
                ('case_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='policy_profiles.caseset')),
            ],
            options={
                'verbose_name': 'vastgezet jaar',
                'verbose_name_plural': 'vastgezette jaren',
            },
        ),
    ]
