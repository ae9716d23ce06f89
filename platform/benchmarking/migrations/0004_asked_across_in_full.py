from django.db import migrations, models


class Migration(migrations.Migration):
    """The policy that was asked, and who was counted: a kept answer needs nothing else."""

    dependencies = [
        ('benchmarking', '0003_asked_across'),
    ]

    operations = [
        migrations.AddField(
            model_name='askedacross',
            name='layers',
            field=models.JSONField(default=list, verbose_name='lagen'),
        ),
        migrations.AddField(
            model_name='askedacross',
            name='presence',
            field=models.JSONField(default=dict, verbose_name='wie meetelt'),
        ),
    ]
