import django.contrib.postgres.fields
import django.db.models.deletion
import tenants.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policy_register', '0001_published_profiles'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProposedBaseline',
            fields=[
                ('name', models.CharField(max_length=40, verbose_name='profiel')),
                ('label', models.CharField(max_length=40, verbose_name='versie')),
                ('base', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None, verbose_name='bouwt voort op')),
                ('layers', models.JSONField(verbose_name='lagen')),
                ('breaks', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), default=list, size=None)),
                ('content_hashes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), size=None)),
                ('chain_hash', models.CharField(max_length=64, verbose_name='kenmerk van de inhoud')),
                ('is_fictitious', models.BooleanField(verbose_name='verzonnen')),
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(verbose_name='geldig vanaf')),
                ('explanation_nl', models.CharField(max_length=1000, verbose_name='toelichting in het Nederlands')),
                ('explanation_en', models.CharField(max_length=1000, verbose_name='toelichting in het Engels')),
                ('made_by', models.UUIDField(verbose_name='gemaakt door')),
                ('made_at', models.DateTimeField(verbose_name='gemaakt op')),
                ('withdrawn_by', models.UUIDField(null=True, verbose_name='teruggenomen door')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='teruggenomen op')),
            ],
            options={
                'verbose_name': 'voorgestelde UWV-basis',
                'verbose_name_plural': 'voorgestelde UWV-basissen',
                'constraints': [models.UniqueConstraint(fields=('id', 'made_by', 'chain_hash', 'valid_from'), name='proposed_baseline_whole')],
            },
        ),
        migrations.CreateModel(
            name='RegionalProposal',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('schema_name', models.CharField(max_length=32, verbose_name='uitvoerder')),
                ('baseline', models.CharField(max_length=40, verbose_name='versie van de UWV-basis')),
                ('answers', models.JSONField(default=dict, verbose_name='antwoorden')),
                ('shared_at', models.DateTimeField(verbose_name='gedeeld op')),
            ],
            options={
                'verbose_name': 'voorstel aan de regio',
                'verbose_name_plural': 'voorstellen aan de regio',
                'indexes': [models.Index(fields=['baseline', 'schema_name'], name='proposal_of_baseline')],
            },
        ),
        migrations.CreateModel(
            name='PublishedBaseline',
            fields=[
                ('name', models.CharField(max_length=40, verbose_name='profiel')),
                ('label', models.CharField(max_length=40, verbose_name='versie')),
                ('base', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None, verbose_name='bouwt voort op')),
                ('layers', models.JSONField(verbose_name='lagen')),
                ('breaks', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), default=list, size=None)),
                ('content_hashes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), size=None)),
                ('chain_hash', models.CharField(max_length=64, verbose_name='kenmerk van de inhoud')),
                ('is_fictitious', models.BooleanField(verbose_name='verzonnen')),
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(verbose_name='geldig vanaf')),
                ('explanation_nl', models.CharField(max_length=1000, verbose_name='toelichting in het Nederlands')),
                ('explanation_en', models.CharField(max_length=1000, verbose_name='toelichting in het Engels')),
                ('made_by', models.UUIDField(verbose_name='gemaakt door')),
                ('checked_by', models.UUIDField(verbose_name='nagekeken door')),
                ('known_from', models.DateTimeField(verbose_name='bekend vanaf')),
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='published', to='policy_register.proposedbaseline')),
            ],
            options={
                'verbose_name': 'gepubliceerde UWV-basis',
                'verbose_name_plural': 'gepubliceerde UWV-basissen',
                'constraints': [models.UniqueConstraint(fields=('label',), name='published_baseline_label'), models.CheckConstraint(condition=models.Q(('checked_by', models.F('made_by')), _negated=True), name='baseline_maker_is_not_checker'), models.CheckConstraint(condition=models.Q(('is_fictitious', False)), name='baseline_is_not_invented'), models.CheckConstraint(condition=models.Q(('chain_hash__regex', '^[0-9a-f]{64}$')), name='baseline_hash_is_sha256')],
            },
        ),
        # A published baseline cannot name another maker, other content or another day than was checked.
        migrations.RunSQL(
            sql="ALTER TABLE policy_register_publishedbaseline ADD CONSTRAINT baseline_as_proposed "
            "FOREIGN KEY (proposal_id, made_by, chain_hash, valid_from) "
            "REFERENCES policy_register_proposedbaseline (id, made_by, chain_hash, valid_from)",
            reverse_sql="ALTER TABLE policy_register_publishedbaseline DROP CONSTRAINT baseline_as_proposed",
        ),
        # Decisions that were taken keep the baseline of their day.
        migrations.RunSQL(
            sql="ALTER TABLE policy_register_publishedbaseline ADD CONSTRAINT baseline_not_in_the_past "
            "CHECK (valid_from >= (known_from AT TIME ZONE 'Europe/Amsterdam')::date)",
            reverse_sql="ALTER TABLE policy_register_publishedbaseline DROP CONSTRAINT baseline_not_in_the_past",
        ),
    ]
