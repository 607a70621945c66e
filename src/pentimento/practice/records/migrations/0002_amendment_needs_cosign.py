"""A trainee's amendment awaits a co-signature too. The seal on the table is lifted for the column alone."""

from django.db import migrations, models

from pentimento.trust.signing.triggers import frozen_when

FROZEN = frozen_when("records_amendment")


class Migration(migrations.Migration):

    dependencies = [
        ("records", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(FROZEN.reverse_code, FROZEN.code),
        migrations.AddField(
            model_name="amendment",
            name="needs_cosign",
            field=models.BooleanField(default=False),
        ),
        FROZEN,
    ]
