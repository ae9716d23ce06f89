import django.db.models.deletion
from django.db import migrations, models

import tenants.identifiers
from assessments.going_back import refused_while_any


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0035_days_of_sending_are_held'),
    ]

    operations = [
        migrations.CreateModel(
            name='SharingWord',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('shared', models.CharField(choices=[('letter_employer', 'De brief over het besluit, aan de werkgever'), ('letter_coach', 'De brief over het besluit, aan de jobcoach'), ('found_coach', 'Wat wij vonden en de doelen van het plan, aan de jobcoach')], max_length=15, verbose_name='wat, met wie')),
                ('said', models.CharField(choices=[('agreed', 'De persoon vindt het goed'), ('refused', 'De persoon vindt het niet goed, of niet meer'), ('party', 'De werkgever vroeg zelf aan: het besluit moet naar hem (Awb 3:41)')], max_length=7, verbose_name='wat is gezegd')),
                ('way', models.CharField(choices=[('signed', 'een machtiging met handtekening'), ('talk', 'een gesprek'), ('message', 'een brief of bericht'), ('application', 'de aanvraag')], max_length=11, verbose_name='hoe')),
                ('on', models.DateField(verbose_name='dag')),
                ('recorded_by', models.UUIDField(verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sharing_words', to='assessments.case')),
            ],
            options={
                'verbose_name': 'wat met anderen gedeeld mag worden',
                'verbose_name_plural': 'wat met anderen gedeeld mag worden',
                'indexes': [models.Index(fields=['case', '-on'], name='sharing_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('said__in', ['agreed', 'refused', 'party']), ('shared__in', ['letter_employer', 'letter_coach', 'found_coach']), ('way__in', ['signed', 'talk', 'message', 'application'])), name='sharing_codes_are_known'), models.CheckConstraint(condition=models.Q(models.Q(('said', 'party'), _negated=True), ('shared', 'letter_employer'), _connector='OR'), name='sharing_only_an_employer_applies')],
            },
        ),
        refused_while_any('SharingWord', 'words on what may be shared were put on record'),
    ]
