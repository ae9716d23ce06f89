from django.db import migrations, models


class Migration(migrations.Migration):
    """The rules of a frozen year: whatever is published later, its answers are about these."""

    dependencies = [
        ('policy_profiles', '0010_frozen_years'),
    ]

    operations = [
        migrations.AddField(
            model_name='frozenyear',
            name='rules_day',
            field=models.DateField(null=True, verbose_name='regels van'),
        ),
        migrations.AddField(
            model_name='frozenyear',
            name='known_at',
            field=models.DateTimeField(null=True, verbose_name='zoals bekend op'),
        ),
    ]
