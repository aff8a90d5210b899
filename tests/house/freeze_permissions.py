"""Write the frozen table of addresses and roles anew: `python -m tests.house.freeze_permissions`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

if __name__ == "__main__":
    from tests.house import test_routes

    (test_routes.HERE / "permissions.txt").write_text(test_routes.table(), encoding="utf-8")
