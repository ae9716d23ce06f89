from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("assessments", "0011_coaching_plans"),
    ]

    operations = [
        migrations.CreateModel(
            name='FileRun',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=8)),
                ('status', models.CharField(choices=[('to_look', 'Wordt nagekeken'), ('looked', 'Nagekeken, wacht op u'), ('refused', 'Vraagt nog verbetering'), ('to_record', 'Wordt ingelezen'), ('recorded', 'Ingelezen'), ('stopped', 'Gestopt')], default='to_look', max_length=9)),
                ('phase', models.CharField(blank=True, max_length=8)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('language', models.CharField(max_length=2)),
                ('report', models.JSONField(null=True)),
                ('problems', models.JSONField(null=True)),
                ('asked_by', models.UUIDField()),
                ('asked_at', models.DateTimeField()),
                ('told_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'verbose_name': 'lang werk aan een bestand',
                'verbose_name_plural': 'lang werk aan bestanden',
                'indexes': [models.Index(fields=['status', 'asked_at'], name='file_run_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['to_look', 'looked', 'refused', 'to_record', 'recorded', 'stopped'])), name='file_run_status_is_known')],
            },
        ),
    ]
