from django.db import migrations

import content.models.fields


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0009_original_words_of_edited_chunks'),
    ]

    operations = [
        migrations.AddField(
            model_name='resume',
            name='locked',
            field=content.models.fields.VerbatimJSON(default=list, editable=False),
        ),
    ]
