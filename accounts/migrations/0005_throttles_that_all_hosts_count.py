from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_when_a_link_was_mailed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Window',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('used', models.PositiveIntegerField(default=0)),
                ('ends', models.DateTimeField(db_index=True)),
            ],
            options={
                'ordering': ('-ends', 'id'),
            },
        ),
    ]
