from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0028_letters_to_others_who_object'),
    ]

    operations = [
        ValidateConstraint(model_name='letter', name='letter_is_for_somebody'),
    ]
