from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Cast

EFFECTS = {
    'inclusion_seconds': 'door wie meedoet',
    'method_seconds': 'door de manier om de uren te bepalen',
    'periods_seconds': 'door periodes en duur',
    'tailoring_seconds': 'door ruimte voor maatwerk',
    'other_rules_seconds': 'door andere regels',
}


def add_up():
    told = [*EFFECTS, 'own_minutes', 'baseline_minutes']
    left = 60 * (Cast('own_minutes', models.BigIntegerField()) - F('baseline_minutes'))
    for name in list(EFFECTS)[1:]:
        left -= F(name)
    return Q(**dict.fromkeys(EFFECTS)) | (
        Q(**{f'{name}__isnull': False for name in told}) & Q(inclusion_seconds=left)
    )


class Migration(migrations.Migration):
    """Empty columns: who adds rows by the release before leaves them so, and no row is looked at."""

    dependencies = [
        ('benchmarking', '0013_boundaries_of_maps'),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name='decisionfact',
                name=name,
                field=models.BigIntegerField(null=True, verbose_name=label),
            )
            for name, label in EFFECTS.items()
        ),
        AddConstraintNotValid(
            model_name='decisionfact',
            constraint=models.CheckConstraint(condition=add_up(), name='decision_fact_effects_add_up'),
        ),
    ]
