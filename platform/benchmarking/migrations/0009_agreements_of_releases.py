from collections import defaultdict

from django.db import migrations, models

from tenants import context


def _agreement(editions, release):
    """Return the first edition of the agreement by which an organisation took part in a release."""
    made_ms = int(release.made_at.timestamp() * 1000)
    # The first bits of an identifier of version 7 are the moment in which it was made.
    rows = {row.number: row for row in editions if row.id.int >> 80 <= made_ms}
    begun = [number for number, row in rows.items() if row.from_day <= release.facts_as_of]
    now = rows[max(begun)] if begun else None
    if now is None or not now.takes_part:
        return None
    before = rows.get(now.number - 1)
    while before is not None and before.takes_part and now.from_day <= before.from_day:
        now, before = before, rows.get(before.number - 1)
    return now.number


def _editions(apps):
    """Read the editions of each organisation, which the owner of the table cannot."""
    found = defaultdict(list)
    with context.as_benchmark():
        for row in apps.get_model('benchmarking', 'FactEdition').objects.all():
            found[row.tenant_schema].append(row)
    return found


def _fill(apps, schema_editor):
    """Say of releases from before the column by which agreements they were made."""
    releases = list(apps.get_model('benchmarking', 'Release').objects.all())
    editions = _editions(apps) if releases else {}
    for release in releases:
        found = {schema: _agreement(editions.get(schema, ()), release) for schema in release.members}
        release.agreements = {schema: number for schema, number in found.items() if number}
        release.save(update_fields=['agreements'])


class Migration(migrations.Migration):
    """By which agreements a release was made: after a withdrawal its figures stay away."""

    dependencies = [
        ('benchmarking', '0008_releases'),
    ]

    operations = [
        migrations.AddField(
            model_name='release',
            name='agreements',
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(_fill, migrations.RunPython.noop),
    ]
