from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0005_lists_by_index'),
        ('tailoring', '0004_whom_a_turn_was_taken_for'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='attempt',
            options={'ordering': ('run_id', 'number')},
        ),
        migrations.AlterModelOptions(
            name='event',
            options={'ordering': ('run_id', 'number')},
        ),
        migrations.AlterModelOptions(
            name='turn',
            options={'ordering': ('owner_id', 'number')},
        ),
        migrations.RemoveIndex(
            model_name='run',
            name='run_owner_created',
        ),
        migrations.AddIndex(
            model_name='run',
            index=models.Index(fields=['owner', '-created', 'id'], name='run_owner_newest'),
        ),
        migrations.AddIndex(
            model_name='run',
            index=models.Index(fields=['-created', 'id'], name='run_newest'),
        ),
    ]
