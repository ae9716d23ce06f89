
import django.db.models.deletion
import tenants.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0015_gathering'),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterTexts',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('audience', models.CharField(choices=[('client', 'brief aan de aanvrager'), ('work', 'brief aan werkgever of jobcoach')], max_length=6, verbose_name='voor wie')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'Engels')], max_length=2, verbose_name='taal')),
                ('version', models.PositiveIntegerField(verbose_name='versie')),
                ('blocks', models.JSONField(verbose_name='teksten')),
                ('written_by', models.UUIDField(verbose_name='geschreven door')),
                ('written_at', models.DateTimeField(verbose_name='geschreven op')),
            ],
            options={
                'verbose_name': 'briefteksten',
                'verbose_name_plural': 'briefteksten',
                'constraints': [models.UniqueConstraint(fields=('audience', 'language', 'version'), name='letter_texts_version_once'), models.CheckConstraint(condition=models.Q(('audience__in', ['client', 'work']), ('language__in', ['nl', 'en'])), name='letter_texts_are_for_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reader', models.CharField(choices=[('client', 'de aanvrager'), ('employer', 'de werkgever'), ('coach', 'de jobcoach')], max_length=8, verbose_name='voor wie')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'Engels')], max_length=2, verbose_name='taal')),
                ('sealed', models.BinaryField()),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('code', models.CharField(max_length=16, unique=True)),
                ('sent_on', models.DateField(verbose_name='verzonden op')),
                ('sent_by', models.UUIDField(verbose_name='verzonden door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='assessments.decision')),
                ('receipt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='assessments.receipt')),
                ('texts', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='assessments.lettertexts')),
            ],
            options={
                'verbose_name': 'brief',
                'verbose_name_plural': 'brieven',
                'constraints': [models.CheckConstraint(condition=models.Q(('language__in', ['nl', 'en']), ('reader__in', ['client', 'employer', 'coach'])), name='letter_is_for_somebody'), models.CheckConstraint(condition=models.Q(('code__regex', '^[2-9A-HJKMNP-Z]{16}$')), name='letter_code_is_a_code')],
            },
        ),
    ]
