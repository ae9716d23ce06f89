import django.contrib.postgres.fields
import django.db.models.deletion
import tenants.identifiers
from django.db import migrations, models

from assessments.going_back import refused_while_any


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0025_objections_are_mended_and_answered'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letterhead',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(unique=True, verbose_name='versie')),
                ('name', models.CharField(max_length=100, verbose_name='naam')),
                ('lines', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None)),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telefoon')),
                ('logo', models.BinaryField(null=True)),
                ('logo_kind', models.CharField(blank=True, choices=[('png', 'PNG'), ('svg', 'SVG')], max_length=3)),
                ('written_by', models.UUIDField(verbose_name='geschreven door')),
                ('written_at', models.DateTimeField(verbose_name='geschreven op')),
            ],
            options={
                'verbose_name': 'briefhoofd',
                'verbose_name_plural': 'briefhoofden',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('logo__isnull', True), ('logo_kind', '')), models.Q(('logo__isnull', False), ('logo_kind__in', ['png', 'svg'])), _connector='OR'), name='letterhead_logo_has_a_kind')],
            },
        ),
        migrations.AddField(
            model_name='letter',
            name='letterhead',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='assessments.letterhead'),
        ),
        refused_while_any('Letterhead', 'versions of the letterhead were written'),
    ]
