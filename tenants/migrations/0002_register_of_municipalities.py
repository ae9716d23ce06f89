"""Fill the register with the municipalities whose CBS code was verified."""

from django.db import migrations

from tenants import register


def fill(apps, schema_editor):
    register.store(apps.get_model("tenants", "Municipality"))


def empty(apps, schema_editor):
    codes = [row.code for row in register.registered_municipalities()]
    apps.get_model("tenants", "Municipality").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("tenants", "0001_tenants_and_municipalities")]

    operations = [migrations.RunPython(fill, empty)]
