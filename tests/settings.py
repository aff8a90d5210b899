"""The settings of the tests: the site's own, on plain HTTP, with keys and files of their own."""

import os
import tempfile
from pathlib import Path

from netral.config.settings import site
from netral.engines.vault.passwords import LIGHT

globals().update({name: value for name, value in vars(site).items() if name.isupper()})

_TEMPORARY = tempfile.TemporaryDirectory(prefix="netral-test-")
_PLACE = Path(_TEMPORARY.name)

DEBUG = False
DEMO = False
SECOND_FACTOR_REQUIRED = False
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
# Hashing is slow on purpose; what it protects in the tests is nothing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEMBER_KEY_COST = LIGHT
# Tests file many reports at one moment and expect cases; those about floods set a rate of their own.
REPORT_ARRIVALS_PER_INSTITUTION = REPORT_ARRIVALS_OVERALL = 1_000_000
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = str(_PLACE)
CLOCK_STARTS_AT = None
CLOCK_KEPT_IN = ""
LEDGER_FOLDER = str(_PLACE / "ledger")
LEDGER_WITNESSES: list[str] = []
NETRAL_STORE = str(_PLACE / "files")
NETRAL_KEYS = str(_PLACE / "keys")
# The tests write as the web role and clear up as the owner: both names stand for one database.
DATABASES = {**site.DATABASES, "default": {**site.DATABASES["default"], "TEST": {"MIRROR": "owner"}}}
TEST_DATABASE = os.environ.get("NETRAL_TEST_DB", "test_netral")
