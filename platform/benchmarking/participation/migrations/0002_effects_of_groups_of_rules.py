from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0001_agreement_and_key'),
    ]

    operations = [
        migrations.CreateModel(
            name='RulesEffects',
            fields=[
                ('case_id', models.UUIDField(primary_key=True, serialize=False)),
                ('inclusion_seconds', models.BigIntegerField(null=True)),
                ('method_seconds', models.BigIntegerField(null=True)),
                ('periods_seconds', models.BigIntegerField(null=True)),
                ('tailoring_seconds', models.BigIntegerField(null=True)),
                ('other_rules_seconds', models.BigIntegerField(null=True)),
            ],
        ),
    ]
