from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """What 0024 and 0025 laid on new rows, for those of before too; here, so that no table waits.

    Where they ran in an earlier form, `sealed` gets the default in the database that it has now.
    """

    dependencies = [
        ('assessments', '0030_short_receipts_as_they_are'),
    ]

    operations = [
        migrations.RunSQL(
            sql="ALTER TABLE assessments_keptanswers ALTER COLUMN sealed SET DEFAULT ''::bytea",
            reverse_sql=migrations.RunSQL.noop,
        ),
        ValidateConstraint(model_name='objectionstep', name='objection_step_is_known'),
        ValidateConstraint(model_name='objectionstep', name='objection_mending_has_a_last_day'),
    ]
