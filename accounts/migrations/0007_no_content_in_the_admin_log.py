from django.db import migrations


def without_names(apps, schema_editor):
    """What was logged before holds the beginnings of texts and the addresses of people."""
    apps.get_model("admin", "LogEntry").objects.exclude(object_repr="").update(object_repr="")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_failed_logins_in_rate_windows'),
        ('admin', '__first__'),
    ]

    operations = [
        migrations.RunPython(without_names, migrations.RunPython.noop, elidable=True),
    ]
