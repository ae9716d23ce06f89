import django.db.models.deletion
import tenants.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0019_objections'),
    ]

    operations = [
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('direction', models.CharField(choices=[('sent', 'Verstuurd'), ('received', 'Ontvangen')], max_length=8, verbose_name='richting')),
                ('other', models.CharField(max_length=200, verbose_name='andere organisatie')),
                ('consent_on', models.DateField(null=True, verbose_name='toestemming gegeven op')),
                ('consent_by', models.CharField(blank=True, choices=[('person', 'De persoon zelf'), ('representative', 'De wettelijk vertegenwoordiger')], max_length=14, verbose_name='toestemming gegeven door')),
                ('content', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('recorded_by', models.UUIDField(verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='assessments.case')),
            ],
            options={
                'verbose_name': 'overdracht',
                'verbose_name_plural': 'overdrachten',
                'constraints': [models.UniqueConstraint(condition=models.Q(('direction', 'received')), fields=('sha256',), name='transfer_received_once'), models.CheckConstraint(condition=models.Q(models.Q(('direction', 'sent'), _negated=True), models.Q(('consent_by__in', ['person', 'representative']), ('consent_on__isnull', False)), _connector='OR'), name='transfer_sent_with_consent')],
            },
        ),
    ]

