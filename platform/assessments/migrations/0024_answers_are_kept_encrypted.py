from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0023_assessing_together'),
    ]

    operations = [
        migrations.AlterField(  # so that going back fills in what an hour later is gone anyhow
            model_name='keptanswers',
            name='answers',
            field=models.JSONField(default=dict),
        ),
        migrations.RemoveField(
            model_name='keptanswers',
            name='answers',
        ),
        migrations.AddField(
            model_name='keptanswers',
            name='sealed',
            field=models.BinaryField(default=b''),
        ),
    ]
