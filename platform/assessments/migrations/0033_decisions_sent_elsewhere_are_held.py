from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0032_decisions_sent_elsewhere'),
    ]

    operations = [
        ValidateConstraint(model_name='objectionstep', name='objection_step_is_known'),
    ]
