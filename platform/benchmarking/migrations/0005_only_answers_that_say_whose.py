from django.db import migrations


class Migration(migrations.Migration):
    """Answers from before the policy was kept with them: nothing could be held against those.

    They were made before there was a release, and by a way of asking that was closed since.
    """

    dependencies = [
        ('benchmarking', '0004_asked_across_in_full'),
    ]

    operations = [
        migrations.RunSQL(
            "DELETE FROM benchmarking_askedacross WHERE NOT jsonb_exists(question, 'content')",
            migrations.RunSQL.noop,
        ),
    ]
