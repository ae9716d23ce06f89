from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """What 0003 laid on new rows, for those of before too; here, so that no table waits."""

    dependencies = [
        ('outcomes', '0003_a_service_can_be_taken_back'),
    ]

    operations = [
        ValidateConstraint(model_name='outcome', name='outcome_service_has_day_and_provider'),
    ]
