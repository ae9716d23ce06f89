import django.db.models.functions.datetime
from django.db import migrations, models

TABLE = "policy_register_publishedbaseline"
PROPOSED = "policy_register_proposedbaseline"


def _as_proposed(columns, referred):
    return (
        f"ALTER TABLE {TABLE} ADD CONSTRAINT baseline_as_proposed "
        f"FOREIGN KEY ({columns}) REFERENCES {PROPOSED} ({referred})"
    )


WITHOUT = f"ALTER TABLE {TABLE} DROP CONSTRAINT baseline_as_proposed"


class Migration(migrations.Migration):

    dependencies = [
        ('policy_register', '0002_baselines_over_time'),
    ]

    operations = [
        migrations.RunSQL(
            sql=WITHOUT,
            reverse_sql=_as_proposed(
                "proposal_id, made_by, chain_hash, valid_from", "id, made_by, chain_hash, valid_from"
            ),
        ),
        migrations.RemoveConstraint(model_name='proposedbaseline', name='proposed_baseline_whole'),
        migrations.AddField(
            model_name='proposedbaseline',
            name='is_open',
            field=models.GeneratedField(db_persist=True, expression=models.Q(('withdrawn_at__isnull', True)), output_field=models.BooleanField()),
        ),
        migrations.AddField(
            model_name='publishedbaseline',
            name='proposal_was_open',
            field=models.BooleanField(db_default=True, editable=False),
        ),
        migrations.AlterField(
            model_name='publishedbaseline',
            name='known_from',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='bekend vanaf'),
        ),
        migrations.AddConstraint(
            model_name='proposedbaseline',
            constraint=models.UniqueConstraint(fields=('id', 'made_by', 'chain_hash', 'valid_from', 'label', 'is_open'), name='proposed_baseline_whole'),
        ),
        migrations.AddConstraint(
            model_name='publishedbaseline',
            constraint=models.CheckConstraint(condition=models.Q(('proposal_was_open', True)), name='baseline_proposal_was_open'),
        ),
        # What was taken back cannot be published, and what was published cannot be taken back.
        migrations.RunSQL(
            sql=_as_proposed(
                "proposal_id, made_by, chain_hash, valid_from, label, proposal_was_open",
                "id, made_by, chain_hash, valid_from, label, is_open",
            ),
            reverse_sql=WITHOUT,
        ),
        # Taking back goes one way: what was taken back is never open again.
        migrations.RunSQL(
            sql=[
                f"ALTER TABLE {PROPOSED} ENABLE ROW LEVEL SECURITY",
                f"CREATE POLICY read_all ON {PROPOSED} FOR SELECT USING (true)",
                f"CREATE POLICY put_forward ON {PROPOSED} FOR INSERT"
                " WITH CHECK (withdrawn_at IS NULL AND withdrawn_by IS NULL)",
                f"CREATE POLICY taken_back_once ON {PROPOSED} FOR UPDATE USING (withdrawn_at IS NULL)"
                " WITH CHECK (withdrawn_at IS NOT NULL AND withdrawn_by IS NOT NULL)",
            ],
            reverse_sql=[
                f"DROP POLICY taken_back_once ON {PROPOSED}",
                f"DROP POLICY put_forward ON {PROPOSED}",
                f"DROP POLICY read_all ON {PROPOSED}",
                f"ALTER TABLE {PROPOSED} DISABLE ROW LEVEL SECURITY",
            ],
        ),
    ]
