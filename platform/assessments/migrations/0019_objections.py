
import django.db.models.deletion
import tenants.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0018_what_runs_after_a_decision'),
    ]

    operations = [
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('objection', 'Bezwaar'), ('appeal', 'Beroep bij de rechter')], max_length=9, verbose_name='soort')),
                ('lodged_by', models.CharField(choices=[('person', 'de aanvrager'), ('employer', 'de werkgever'), ('other', 'iemand anders die het besluit raakt')], max_length=8, verbose_name='ingediend door')),
                ('received_on', models.DateField(verbose_name='ontvangen op')),
                ('sent_on', models.DateField(verbose_name='besluit verzonden op')),
                ('last_day', models.DateField(verbose_name='laatste dag van de termijn')),
                ('late_reason', models.CharField(blank=True, choices=[('excused', 'Te laat, maar dat is de indiener niet te verwijten'), ('not_excused', 'Te laat, zonder goede reden')], max_length=11, verbose_name='te laat')),
                ('with_committee', models.BooleanField(default=False, verbose_name='met adviescommissie')),
                ('status', models.CharField(choices=[('received', 'Ontvangen'), ('planned', 'Hoorzitting gepland'), ('heard', 'Gehoord, of horen is niet nodig'), ('ended', 'Afgerond')], default='received', max_length=8, verbose_name='status')),
                ('recorded_by', models.UUIDField(verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='assessments.decision')),
            ],
            options={
                'verbose_name': 'bezwaar of beroep',
                'verbose_name_plural': 'bezwaren en beroepen',
            },
        ),
        migrations.CreateModel(
            name='ObjectionStep',
            fields=[
                ('id', models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('change', models.CharField(choices=[('adjourn', 'De beslissing verdagen'), ('plan', 'Een hoorzitting plannen'), ('hear', 'De hoorzitting is gehouden'), ('waive', 'Horen is niet nodig'), ('end', 'Een uitkomst vastleggen'), ('withdraw', 'Ingetrokken door de indiener'), ('new_case', 'Een nieuw besluit voorbereiden')], max_length=8, verbose_name='wat')),
                ('day', models.DateField(verbose_name='dag')),
                ('until', models.DateField(null=True, verbose_name='uiterlijk')),
                ('not_heard', models.CharField(blank=True, max_length=12, verbose_name='waarom niet gehoord')),
                ('outcome', models.CharField(blank=True, choices=[('upheld', 'Gegrond'), ('partly', 'Deels gegrond'), ('rejected', 'Ongegrond'), ('inadmissible', 'Niet-ontvankelijk'), ('withdrawn', 'Ingetrokken')], max_length=12, verbose_name='uitkomst')),
                ('outcome_reason', models.CharField(blank=True, choices=[('other_facts', 'Er zijn andere of nieuwe gegevens'), ('rules_applied', 'De regels waren niet goed toegepast'), ('weighed', 'De situatie weegt zwaarder dan de regel'), ('motivation', 'De uitleg schoot tekort'), ('procedure', 'De procedure was niet goed gevolgd'), ('stands', 'Het besluit en de uitleg waren goed'), ('stands_explained', 'Het besluit was goed, de uitleg is aangevuld'), ('too_late', 'Te laat, zonder goede reden'), ('no_interest', 'Het besluit raakt de indiener niet rechtstreeks'), ('no_grounds', 'Er staat niet in waarom, ook niet na een brief'), ('explained', 'Na uitleg was het bezwaar niet meer nodig'), ('settled', 'In overleg anders opgelost'), ('unknown', 'De indiener zei niet waarom')], max_length=16, verbose_name='reden')),
                ('recorded_by', models.UUIDField(verbose_name='vastgelegd door')),
                ('recorded_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('new_case', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='after_objection', to='assessments.case')),
                ('objection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='assessments.objection')),
            ],
            options={
                'verbose_name': 'stap in bezwaar of beroep',
                'verbose_name_plural': 'stappen in bezwaar of beroep',
            },
        ),
        migrations.AddIndex(
            model_name='objection',
            index=models.Index(fields=['status', 'last_day'], name='objection_worklist'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['objection', 'appeal']), ('lodged_by__in', ['person', 'employer', 'other']), ('status__in', ['received', 'planned', 'heard', 'ended'])), name='objection_codes_are_known'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('late_reason', ''), ('received_on__lte', models.F('last_day'))), models.Q(('late_reason__in', ['excused', 'not_excused']), ('received_on__gt', models.F('last_day'))), _connector='OR'), name='objection_late_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__gt', models.F('sent_on'))), name='objection_term_follows_sending'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'appeal'), _negated=True), ('with_committee', False), _connector='OR'), name='appeal_has_no_committee'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'ended'), _negated=True), fields=('decision', 'kind', 'lodged_by'), name='objection_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='objectionstep',
            constraint=models.CheckConstraint(condition=models.Q(('change__in', ['adjourn', 'plan', 'hear', 'waive', 'end', 'withdraw', 'new_case'])), name='objection_step_is_known'),
        ),
        migrations.AddConstraint(
            model_name='objectionstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('outcome_reason', '')), models.Q(('outcome', 'upheld'), ('outcome_reason__in', ['other_facts', 'rules_applied', 'weighed', 'motivation', 'procedure'])), models.Q(('outcome', 'partly'), ('outcome_reason__in', ['other_facts', 'rules_applied', 'weighed', 'motivation', 'procedure'])), models.Q(('outcome', 'rejected'), ('outcome_reason__in', ['stands', 'stands_explained'])), models.Q(('outcome', 'inadmissible'), ('outcome_reason__in', ['too_late', 'no_interest', 'no_grounds'])), models.Q(('outcome', 'withdrawn'), ('outcome_reason__in', ['explained', 'settled', 'unknown'])), _connector='OR'), name='objection_outcome_has_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='objectionstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('change__in', ['end', 'withdraw']), ('outcome__in', ['upheld', 'partly', 'rejected', 'inadmissible', 'withdrawn'])), models.Q(models.Q(('change__in', ['end', 'withdraw']), _negated=True), ('outcome', '')), _connector='OR'), name='objection_end_has_an_outcome'),
        ),
        migrations.AddConstraint(
            model_name='objectionstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('change', 'new_case'), ('new_case__isnull', False)), models.Q(models.Q(('change', 'new_case'), _negated=True), ('new_case__isnull', True)), _connector='OR'), name='objection_new_case_is_named'),
        ),
        migrations.AddConstraint(
            model_name='objectionstep',
            constraint=models.UniqueConstraint(condition=models.Q(('change__in', ['adjourn', 'hear', 'waive', 'end', 'withdraw', 'new_case'])), fields=('objection', 'change'), name='objection_steps_once'),
        ),
    ]
