from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """Look at the rows that are there, while others read and write them."""

    dependencies = [
        ('benchmarking', '0011_codes_and_defaults_of_columns'),
    ]

    operations = [
        ValidateConstraint(model_name=model, name=f'{fact}_{name}')
        for model, fact, names in (
            ('decisionfact', 'decision_fact', ('codes_are_known', 'is_coarse', 'other_codes_are_known')),
            ('outcomefact', 'outcome_fact', ('codes_are_known', 'days_not_negative', 'other_codes_are_known')),
            ('periodfact', 'period_fact', ('other_codes_are_known',)),
        )
        for name in names
    ]
