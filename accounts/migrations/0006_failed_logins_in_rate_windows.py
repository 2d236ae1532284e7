from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_throttles_that_all_hosts_count'),
    ]

    operations = [
        migrations.DeleteModel(
            name='Failure',
        ),
        # The table keeps its name: nothing moves.
        migrations.AlterModelTable(
            name='window',
            table='accounts_window',
        ),
        migrations.RenameModel(
            old_name='Window',
            new_name='RateWindow',
        ),
    ]
