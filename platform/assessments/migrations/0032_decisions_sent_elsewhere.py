from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

from assessments.going_back import refused_while_any


class Migration(migrations.Migration):
    """A decision on an objection may go outside Meetlat, and a new case may be withdrawn no more.

    Of one that was withdrawn before that was so, another takes the place; so a new case is no
    longer among what happens once.
    """

    dependencies = [
        ('assessments', '0031_objection_steps_are_held'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='objectionstep',
            name='objection_step_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='objectionstep',
            name='objection_steps_once',
        ),
        migrations.AlterField(
            model_name='objectionstep',
            name='change',
            field=models.CharField(choices=[('ask', 'Vragen om het bezwaar aan te vullen'), ('mend', 'Het bezwaar is aangevuld'), ('adjourn', 'De beslissing verdagen'), ('plan', 'Een hoorzitting plannen'), ('hear', 'De hoorzitting is gehouden'), ('waive', 'Horen is niet nodig'), ('end', 'Een uitkomst vastleggen'), ('withdraw', 'Ingetrokken door de indiener'), ('new_case', 'Een nieuw besluit voorbereiden'), ('sent', 'De beslissing is buiten Meetlat verzonden')], max_length=8, verbose_name='wat'),
        ),
        AddConstraintNotValid(  # held for the rows that were there in 0033
            model_name='objectionstep',
            constraint=models.CheckConstraint(condition=models.Q(('change__in', ['ask', 'mend', 'adjourn', 'plan', 'hear', 'waive', 'end', 'withdraw', 'new_case', 'sent'])), name='objection_step_is_known'),
        ),
        migrations.AddConstraint(
            model_name='objectionstep',
            constraint=models.UniqueConstraint(condition=models.Q(('change__in', ('ask', 'mend', 'adjourn', 'hear', 'waive', 'end', 'withdraw', 'sent'))), fields=('objection', 'change'), name='objection_steps_once'),
        ),
        refused_while_any(
            'ObjectionStep',
            'decisions on an objection or appeal went outside Meetlat',
            change='sent',
        ),
    ]
