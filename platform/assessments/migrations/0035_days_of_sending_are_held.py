from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0034_days_of_sending_are_set_right'),
    ]

    operations = [
        ValidateConstraint(model_name='objectionstep', name='objection_step_is_known'),
        ValidateConstraint(model_name='objectionstep', name='objection_correction_has_a_reason'),
    ]
