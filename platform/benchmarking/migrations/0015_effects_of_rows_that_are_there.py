from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """Look at the rows that are there, while others read and write them."""

    dependencies = [
        ('benchmarking', '0014_effects_of_groups_of_rules'),
    ]

    operations = [
        ValidateConstraint(model_name='decisionfact', name='decision_fact_effects_add_up'),
    ]
