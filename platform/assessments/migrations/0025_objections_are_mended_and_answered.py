import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

from assessments.going_back import refused_while_any


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0024_answers_are_kept_encrypted'),
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
        migrations.AddField(
            model_name='letter',
            name='objection',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='assessments.objection'),
        ),
        migrations.AlterField(
            model_name='objectionstep',
            name='change',
            field=models.CharField(choices=[('ask', 'Vragen om het bezwaar aan te vullen'), ('mend', 'Het bezwaar is aangevuld'), ('adjourn', 'De beslissing verdagen'), ('plan', 'Een hoorzitting plannen'), ('hear', 'De hoorzitting is gehouden'), ('waive', 'Horen is niet nodig'), ('end', 'Een uitkomst vastleggen'), ('withdraw', 'Ingetrokken door de indiener'), ('new_case', 'Een nieuw besluit voorbereiden')], max_length=8, verbose_name='wat'),
        ),
        AddConstraintNotValid(  # held for the rows that were there in 0031
            model_name='objectionstep',
            constraint=models.CheckConstraint(condition=models.Q(('change__in', ['ask', 'mend', 'adjourn', 'plan', 'hear', 'waive', 'end', 'withdraw', 'new_case'])), name='objection_step_is_known'),
        ),
        AddConstraintNotValid(  # held for the rows that were there in 0031
            model_name='objectionstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('change', 'ask'), _negated=True), ('until__gt', models.F('day')), _connector='OR'), name='objection_mending_has_a_last_day'),
        ),
        migrations.AddConstraint(
            model_name='objectionstep',
            constraint=models.UniqueConstraint(condition=models.Q(('change__in', ('ask', 'mend', 'adjourn', 'hear', 'waive', 'end', 'withdraw', 'new_case'))), fields=('objection', 'change'), name='objection_steps_once'),
        ),
        refused_while_any(
            'ObjectionStep',
            'times it was asked to mend an objection, or one was mended',
            change__in=['ask', 'mend'],
        ),
        refused_while_any(
            'Letter', 'letters decide on an objection', objection__isnull=False
        ),
    ]
