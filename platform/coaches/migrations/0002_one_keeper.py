from django.db import migrations


def _with_the_keeper(table, name, columns, referred):
    return migrations.RunSQL(
        sql=(
            f"ALTER TABLE coaches_{table} ADD CONSTRAINT {name} "
            f"FOREIGN KEY ({columns}) REFERENCES coaches_{referred}"
        ),
        reverse_sql=f"ALTER TABLE coaches_{table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    """A row below an entry has the keeper of that entry; only a keeper answers a correction."""

    dependencies = [
        ('coaches', '0001_register'),
    ]

    operations = [
        _with_the_keeper(
            "coach", "coach_kept_with_organisation",
            "organisation_id, kept_by", "coachorganisation (id, kept_by)",
        ),
        _with_the_keeper(
            "proof", "proof_kept_with_organisation",
            "organisation_id, kept_by", "coachorganisation (id, kept_by)",
        ),
        _with_the_keeper(
            "proof", "proof_kept_with_coach", "coach_id, kept_by", "coach (id, kept_by)",
        ),
        _with_the_keeper(
            "correction", "correction_to_keeper_of_organisation",
            "organisation_id, keeper", "coachorganisation (id, kept_by)",
        ),
        _with_the_keeper(
            "correction", "correction_to_keeper_of_coach",
            "coach_id, keeper", "coach (id, kept_by)",
        ),
        _with_the_keeper(
            "correctionanswer", "answer_by_the_keeper",
            "correction_id, kept_by", "correction (id, keeper)",
        ),
    ]
