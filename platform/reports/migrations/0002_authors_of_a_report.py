import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0001_reports_of_an_organisation'),
    ]

    operations = [
        migrations.AddField(
            model_name='reportsnapshot',
            name='authors',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None, verbose_name='teksten van'),
        ),
    ]
