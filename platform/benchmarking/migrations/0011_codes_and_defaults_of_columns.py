from importlib import import_module

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


# Installations that had 0006 before it kept the defaults get them here.
keep_defaults = import_module('benchmarking.migrations.0006_facts_in_editions').keep_defaults


class Migration(migrations.Migration):
    """Every column of a code is held to codes; rows that are there are looked at in the next one."""

    dependencies = [
        ('benchmarking', '0010_releases_are_decided_on'),
    ]

    operations = [
        AddConstraintNotValid(
            model_name='decisionfact',
            constraint=models.CheckConstraint(condition=models.Q(('in_term__in', ('yes', 'no', 'not_known')), ('over_own_cap__in', ('yes', 'no', 'not_known')), ('over_baseline_cap__in', ('yes', 'no', 'not_known')), ('second_person__in', ('yes', 'no', 'not_known')), ('coach_trained__in', ('yes', 'no', 'not_known')), ('coach_registered__in', ('yes', 'no', 'not_known')), ('appealed__in', ('yes', 'no', 'not_known')), ('after_objection__in', ('yes', 'no', 'not_known')), ('provider_recognition__in', ('uwv', 'quality_mark', 'municipal_list', 'none', 'not_known')), ('coach_level__in', ('hbo', 'below_hbo', 'not_known')), ('method__regex', '^[a-z0-9_-]*$'), ('deviation_reason__regex', '^[a-z0-9_-]*$'), ('objection_reason__regex', '^[a-z0-9_-]*$')), name='decision_fact_other_codes_are_known'),
        ),
        AddConstraintNotValid(
            model_name='outcomefact',
            constraint=models.CheckConstraint(condition=models.Q(('contract_under_6__in', ('yes', 'no', 'not_known')), ('next_is_trial__in', ('yes', 'no', 'not_known', '')), ('reason__regex', '^[a-z0-9_-]*$')), name='outcome_fact_other_codes_are_known'),
        ),
        AddConstraintNotValid(
            model_name='periodfact',
            constraint=models.CheckConstraint(condition=models.Q(('ended_early__in', ('yes', 'no', 'not_known')), ('method__regex', '^[a-z0-9_-]*$'), ('settled_by__regex', '^[a-z0-9_-]*$')), name='period_fact_other_codes_are_known'),
        ),
        migrations.RunPython(keep_defaults, migrations.RunPython.noop),
    ]
