from django.db import migrations

#: Bytes of a row up to which nothing in it is compressed; above it, all is as it was. PostgreSQL's
#: own measure, 2 kB, lies just below what a receipt of a file comes to: compressing those takes it
#: longer than all else of storing them, and saves a third. For the rows to come; no row is read.
_SHORT = 4_080


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0029_letters_to_others_are_held'),
    ]

    operations = [
        migrations.RunSQL(
            sql=f'ALTER TABLE assessments_receipt SET (toast_tuple_target = {_SHORT})',
            reverse_sql='ALTER TABLE assessments_receipt RESET (toast_tuple_target)',
        ),
    ]
