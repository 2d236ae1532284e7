from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0004_deleted_resumes_and_versions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='version',
            options={'ordering': ('-resume_id', '-number'), 'verbose_name': 'earlier version'},
        ),
        migrations.AddIndex(
            model_name='chunk',
            index=models.Index(fields=['owner', '-updated', 'id'], name='chunk_owner_updated'),
        ),
        migrations.AddIndex(
            model_name='chunk',
            index=models.Index(fields=['-updated', 'id'], name='chunk_updated'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['-updated', 'id'], name='document_updated'),
        ),
        migrations.AddIndex(
            model_name='resume',
            index=models.Index(fields=['-updated', 'id'], name='resume_updated'),
        ),
    ]
