from django.db import migrations, models

from assessments.going_back import refused_while_any


class Migration(migrations.Migration):
    """Answers that wait for an hour stand encrypted from here on.

    The server of before may still run: it writes no `sealed`, and this one no `answers`, so both
    have a default in the database and the old column stays in it for this release.
    """

    dependencies = [
        ('assessments', '0023_assessing_together'),
    ]

    operations = [
        migrations.AlterField(
            model_name='keptanswers',
            name='answers',
            field=models.JSONField(default=dict, db_default={}),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name='keptanswers', name='answers')],
        ),
        migrations.AddField(
            model_name='keptanswers',
            name='sealed',
            field=models.BinaryField(db_default=b'', default=b''),
        ),
        refused_while_any(
            'KeptAnswers',
            'forms were filled in within the hour and wait to be recorded (the worker removes them after it)',
        ),
    ]
