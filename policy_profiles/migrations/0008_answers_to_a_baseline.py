import tenants.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policy_profiles', '0007_blind_exercise'),
    ]

    operations = [
        migrations.CreateModel(
            name='BaselineAnswer',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('baseline', models.CharField(max_length=40, verbose_name='versie van de UWV-basis')),
                ('number', models.PositiveIntegerField(verbose_name='volgnummer')),
                ('parameter', models.CharField(max_length=80, verbose_name='beleidsregel')),
                ('choice', models.CharField(max_length=7, verbose_name='keuze')),
                ('reason', models.CharField(blank=True, max_length=40, verbose_name='reden')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='notitie')),
                ('answered_by', models.UUIDField(verbose_name='beantwoord door')),
                ('answered_at', models.DateTimeField(verbose_name='beantwoord op')),
            ],
            options={
                'verbose_name': 'antwoord op een nieuwe UWV-basis',
                'verbose_name_plural': 'antwoorden op een nieuwe UWV-basis',
                'constraints': [models.UniqueConstraint(fields=('baseline', 'number'), name='baseline_answer_one_after_another'), models.CheckConstraint(condition=models.Q(('choice__in', ['adopt', 'keep', 'discuss'])), name='baseline_answer_choice_is_known')],
            },
        ),
    ]
