from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

_IS_INVENTED = "SELECT is_synthetic_policy FROM public.tenants_tenant WHERE schema_name = %s"


class FrozenWithoutPeople(Exception):
    """A real organisation has a year that was frozen when it was not kept whose decisions are."""

    def __init__(self, schema_name: str) -> None:
        super().__init__(
            f"{schema_name} has frozen years from before 0012, which never was to be on a real "
            "installation. Look what they are of, and remove the rows of "
            f"{schema_name}.policy_profiles_frozenyear by hand if nothing rests on them."
        )


def _let_go_of_the_demonstration(apps, schema_editor):
    years = apps.get_model("policy_profiles", "FrozenYear").objects.all()
    if not years.exists():
        return
    schema_name = schema_editor.connection.schema_name
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_IS_INVENTED, [schema_name])
        row = cursor.fetchone()
    if row is None or not row[0]:
        raise FrozenWithoutPeople(schema_name)
    years.delete()


class Migration(migrations.Migration):
    """Whose each frozen decision is: answers of several organisations are protected by person."""

    dependencies = [
        ('policy_profiles', '0011_frozen_rules'),
    ]

    operations = [
        migrations.RunPython(_let_go_of_the_demonstration, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='frozenyear',
            name='rules_day',
            field=models.DateField(verbose_name='regels van'),
        ),
        migrations.AlterField(
            model_name='frozenyear',
            name='known_at',
            field=models.DateTimeField(verbose_name='zoals bekend op'),
        ),
        migrations.AddField(
            model_name='frozenyear',
            name='people',
            field=ArrayField(models.PositiveIntegerField(), default=list, verbose_name='personen'),
            preserve_default=False,
        ),
    ]
