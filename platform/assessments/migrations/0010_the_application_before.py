import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0009_signals_from_anybody'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='previous',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='assessments.case'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('previous__isnull', True), models.Q(('previous', models.F('id')), _negated=True), _connector='OR'), name='case_does_not_follow_itself'),
        ),
    ]
