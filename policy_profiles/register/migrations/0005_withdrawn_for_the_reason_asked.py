from django.db import migrations

PROPOSED = "policy_register_proposedwithdrawal"
WITHDRAWN = "policy_register_withdrawnbaseline"
_KEY = "id, baseline_id, made_by, valid_from"
_OWN = "proposal_id, baseline_id, made_by, valid_from"


def _hashed(column):
    """SHA-256 of a text: two reasons of a thousand signs are too long for an index."""
    return rf"encode(sha256(decode(replace({column}, '\', '\\'), 'escape')), 'hex')"


def _with_reason(table):
    reasons = f"{_hashed('reason_nl')} || {_hashed('reason_en')}"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD COLUMN reason_hash text GENERATED ALWAYS AS ({reasons}) STORED",
        f"ALTER TABLE {table} DROP COLUMN reason_hash",
    )


def _asked_as(columns, key):
    return f"FOREIGN KEY ({columns}) REFERENCES {PROPOSED} ({key})"


class Migration(migrations.Migration):
    """A withdrawal gives the reason that was asked: it is in the key that it refers to."""

    dependencies = [
        ('policy_register', '0004_baselines_withdrawn_before_they_hold'),
    ]

    operations = [
        _with_reason(PROPOSED),
        _with_reason(WITHDRAWN),
        migrations.RunSQL(
            f"ALTER TABLE {PROPOSED} ADD CONSTRAINT proposed_withdrawal_for_its_reason UNIQUE ({_KEY}, reason_hash)",
            f"ALTER TABLE {PROPOSED} DROP CONSTRAINT proposed_withdrawal_for_its_reason",
        ),
        migrations.RunSQL(
            [
                f"ALTER TABLE {WITHDRAWN} DROP CONSTRAINT withdrawn_as_proposed",
                f"ALTER TABLE {WITHDRAWN} ADD CONSTRAINT withdrawn_as_proposed "
                + _asked_as(f"{_OWN}, reason_hash", f"{_KEY}, reason_hash"),
            ],
            [
                f"ALTER TABLE {WITHDRAWN} DROP CONSTRAINT withdrawn_as_proposed",
                f"ALTER TABLE {WITHDRAWN} ADD CONSTRAINT withdrawn_as_proposed {_asked_as(_OWN, _KEY)}",
            ],
        ),
    ]
