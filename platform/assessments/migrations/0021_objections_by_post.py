
from django.db import migrations, models
from django.db.models import F, Q

_IN_TIME = Q(received_on__lte=F('last_day'), late_reason='')
_LATE = Q(received_on__gt=F('last_day'), late_reason__in=['excused', 'not_excused'])
_BY_POST = Q(posted_on__isnull=False, posted_on__lte=F('last_day'), late_reason='')


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0020_transfers'),
    ]

    operations = [
        migrations.AddField(
            model_name='objection',
            name='posted_on',
            field=models.DateField(null=True, verbose_name='op de post'),
        ),
        migrations.RemoveConstraint(model_name='objection', name='objection_late_has_a_reason'),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=_IN_TIME | _BY_POST | _LATE, name='objection_late_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=Q(posted_on__isnull=True) | Q(posted_on__lte=F('received_on')), name='objection_posted_before_receipt'),
        ),
    ]
