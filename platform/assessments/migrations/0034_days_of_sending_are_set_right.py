from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

from assessments.going_back import refused_while_any


class Migration(migrations.Migration):
    """The day on which a decision went outside Meetlat can be set right, by one more step."""

    dependencies = [
        ('assessments', '0033_decisions_sent_elsewhere_are_held'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='objectionstep',
            name='objection_step_is_known',
        ),
        migrations.AddField(
            model_name='objectionstep',
            name='correction',
            field=models.CharField(blank=True, choices=[('mistyped', 'De dag was verkeerd ingevuld'), ('other_letter', 'Het was de dag van een andere brief'), ('sent_later', 'De brief ging later weg dan gedacht')], db_default='', default='', max_length=12, verbose_name='waarom verbeterd'),
        ),
        migrations.AlterField(
            model_name='objectionstep',
            name='change',
            field=models.CharField(choices=[('ask', 'Vragen om het bezwaar aan te vullen'), ('mend', 'Het bezwaar is aangevuld'), ('adjourn', 'De beslissing verdagen'), ('plan', 'Een hoorzitting plannen'), ('hear', 'De hoorzitting is gehouden'), ('waive', 'Horen is niet nodig'), ('end', 'Een uitkomst vastleggen'), ('withdraw', 'Ingetrokken door de indiener'), ('new_case', 'Een nieuw besluit voorbereiden'), ('sent', 'De beslissing is buiten Meetlat verzonden'), ('correct', 'De dag van verzenden is verbeterd')], max_length=8, verbose_name='wat'),
        ),
        AddConstraintNotValid(  # held for the rows that were there in 0035
            model_name='objectionstep',
            constraint=models.CheckConstraint(condition=models.Q(('change__in', ['ask', 'mend', 'adjourn', 'plan', 'hear', 'waive', 'end', 'withdraw', 'new_case', 'sent', 'correct'])), name='objection_step_is_known'),
        ),
        AddConstraintNotValid(  # held for the rows that were there in 0035
            model_name='objectionstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('change', 'correct'), ('correction__in', ['mistyped', 'other_letter', 'sent_later'])), models.Q(models.Q(('change', 'correct'), _negated=True), ('correction', '')), _connector='OR'), name='objection_correction_has_a_reason'),
        ),
        refused_while_any(
            'ObjectionStep',
            'days on which a decision went outside Meetlat were set right',
            change='correct',
        ),
    ]
