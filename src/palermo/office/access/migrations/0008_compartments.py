from django.db import migrations

from palermo.office.base.policies import in_compartments, own_too

# who broke a glass sees it, and what was done about it, though not the compartment that it opens
OWN = "person_id = {actor}"
OF_OWN = "EXISTS (SELECT 1 FROM access_glass WHERE access_glass.id = glass_id AND access_glass.person_id = {actor})"


class Migration(migrations.Migration):
    dependencies = [("access", "0007_resets")]

    operations = [
        in_compartments("access_sealedrecord", "access_sealedfield"),
        own_too("access_glass", OWN),
        *(own_too(f"access_{name}", OF_OWN) for name in ("agreement", "glassclosing", "reading", "look")),
    ]
