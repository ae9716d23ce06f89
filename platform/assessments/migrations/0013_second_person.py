import django.core.serializers.json
import django.db.models.deletion
import tenants.identifiers
from django.db import migrations, models
from django.db.models import F, Q

_OUTCOMES = [('grant', 'Toegekend zoals geadviseerd'), ('grant_otherwise', 'Anders toegekend dan geadviseerd'), ('refuse', 'Afgewezen')]
_ANSWERS = [('agreed', 'Akkoord'), ('returned', 'Teruggegeven'), ('taken_back', 'Teruggenomen'), ('replaced', 'Vervangen door een nieuw voorstel')]
_REASONS = [('reason', 'De reden om af te wijken overtuigt niet'), ('hours', 'De uren of de periode passen niet'), ('facts', 'Er ontbreken gegevens, of ze kloppen niet'), ('advice', 'Het advies past wel'), ('other', 'Iets anders')]


def _key():
    return models.UUIDField(default=tenants.identifiers.uuid7, editable=False, primary_key=True, serialize=False)


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0012_long_work_on_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='DecisionProposal',
            fields=[
                ('id', _key()),
                ('choice', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('motivation', models.TextField(blank=True, max_length=2000, verbose_name='toelichting')),
                ('revision', models.PositiveIntegerField()),
                ('proposed_by', models.UUIDField(verbose_name='voorgelegd door')),
                ('proposed_at', models.DateTimeField(verbose_name='voorgelegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='assessments.case')),
            ],
            options={
                'verbose_name': 'voorgelegd besluit',
                'verbose_name_plural': 'voorgelegde besluiten',
                'constraints': [models.UniqueConstraint(fields=('id', 'proposed_by'), name='proposal_and_maker')],
            },
        ),
        migrations.CreateModel(
            name='ProposalAnswer',
            fields=[
                ('id', _key()),
                ('proposed_by', models.UUIDField(verbose_name='voorgelegd door')),
                ('answer', models.CharField(choices=_ANSWERS, max_length=10, verbose_name='antwoord')),
                ('reason', models.CharField(blank=True, choices=_REASONS, max_length=6, verbose_name='reden')),
                ('explanation', models.TextField(blank=True, max_length=1000, verbose_name='uitleg')),
                ('answered_by', models.UUIDField(verbose_name='beantwoord door')),
                ('answered_at', models.DateTimeField(verbose_name='beantwoord op')),
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='assessments.decisionproposal')),
            ],
            options={
                'verbose_name': 'antwoord van een tweede persoon',
                'verbose_name_plural': 'antwoorden van een tweede persoon',
                'constraints': [
                    models.CheckConstraint(condition=Q(answer__in=['agreed', 'returned', 'taken_back', 'replaced']), name='proposal_answer_is_known'),
                    models.CheckConstraint(condition=Q(answer__in=['taken_back', 'replaced']) | ~Q(answered_by=F('proposed_by')), name='proposal_maker_is_not_checker'),
                    models.CheckConstraint(condition=~Q(answer='taken_back') | Q(answered_by=F('proposed_by')), name='proposal_taken_back_by_its_maker'),
                    models.CheckConstraint(
                        condition=Q(answer='returned', reason__in=['reason', 'hours', 'facts', 'advice', 'other']) | (~Q(answer='returned') & Q(reason='')),
                        name='proposal_returned_has_a_reason',
                    ),
                    models.UniqueConstraint(fields=('id', 'proposed_by'), name='proposal_answer_and_maker'),
                ],
            },
        ),
        # The maker of an answer is the maker of its proposal: without this, "maker is not checker"
        # would compare with a name that anybody may write.
        migrations.RunSQL(
            sql="ALTER TABLE assessments_proposalanswer ADD CONSTRAINT proposal_answer_names_the_maker "
            "FOREIGN KEY (proposal_id, proposed_by) REFERENCES assessments_decisionproposal (id, proposed_by)",
            reverse_sql="ALTER TABLE assessments_proposalanswer "
            "DROP CONSTRAINT proposal_answer_names_the_maker",
        ),
        migrations.AddField(
            model_name='decision',
            name='agreement',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='assessments.proposalanswer'),
        ),
        migrations.RunSQL(
            sql="ALTER TABLE assessments_decision ADD CONSTRAINT decision_is_of_who_proposed_it "
            "FOREIGN KEY (agreement_id, decided_by) REFERENCES assessments_proposalanswer (id, proposed_by)",
            reverse_sql="ALTER TABLE assessments_decision DROP CONSTRAINT decision_is_of_who_proposed_it",
        ),
        migrations.RemoveConstraint(model_name='decision', name='decision_outcome_is_known'),
        migrations.AlterField(
            model_name='decision',
            name='outcome',
            field=models.CharField(choices=[*_OUTCOMES, ('incomplete', 'Buiten behandeling gelaten')], max_length=15, verbose_name='besluit'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=Q(outcome__in=['grant', 'grant_otherwise', 'refuse', 'incomplete']), name='decision_outcome_is_known'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=~Q(outcome='incomplete') | Q(granted_minutes=0, deviation_reason=''), name='decision_left_aside_says_nothing_else'),
        ),
    ]
