"""The settings of a Netral site, gathered from the modules beside this one."""

import os
from functools import partial

import django_stubs_ext
from django.utils.functional import SimpleLazyObject

from netral.config import kept_clock, paths
from netral.config.cluster.location import database_address, database_password
from netral.config.settings import bounds, installed, protection, seals, signin
from netral.config.settings.environment import flag, moment, words
from netral.engines.vault.lazy import LazySecret

# Django's generic classes take type arguments only once patched.
django_stubs_ext.monkeypatch()

# Each concern has its own module; Django wants all names in one.
for _concern in (bounds, installed, protection, seals, signin):
    globals().update({name: value for name, value in vars(_concern).items() if name.isupper()})

DEBUG = flag("DEBUG")
# A demo lets staff in without a second factor, shows its own clock, and speaks plain HTTP on loopback.
DEMO = flag("NETRAL_DEMO")
SECOND_FACTOR_REQUIRED = not DEMO
# No secret is read before it is used: each program can read those alone that it needs (deploy/README.md).
SECRET_KEY = SimpleLazyObject(partial(paths.secret, "django"))
ALLOWED_HOSTS = words("NETRAL_HOSTS", "127.0.0.1,localhost")
SITE_URL = os.environ.get("NETRAL_URL", "http://127.0.0.1:8000")
ROOT_URLCONF = "netral.config.urls.site"
ASGI_APPLICATION = "netral.config.asgi.application"
WSGI_APPLICATION = "netral.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SECURE_SSL_REDIRECT = not DEMO
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 3600
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO

_WEB = database_address("web")
# A server that vanished from the network without a word is given up, instead of holding every thread for minutes.
_IMPATIENT = {"connect_timeout": "5", "tcp_user_timeout": "15000"}
DATABASES = {
    # The web role owns nothing; "owner" is for migrations and maintenance alone.
    "default": {
        **_WEB,
        "PASSWORD": SimpleLazyObject(partial(database_password, "web")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**_IMPATIENT, **_WEB.get("OPTIONS", {})},
    },
    "owner": {
        **database_address("owner"),
        "PASSWORD": SimpleLazyObject(partial(database_password, "owner")),
        "TEST": {"NAME": os.environ.get("NETRAL_TEST_DB", "test_netral")},
    },
}

# Public pages are kept for seconds where a web server runs (config/wsgi.py); commands and tests see each change at
# once.
PAGE_CACHE = flag("NETRAL_PAGE_CACHE")

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [str(paths.package() / "locale")]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = str(paths.var() / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = ["netral.foundation.files.uploads.RoomKeepingHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Only a worker loads what jobs do, when it starts; whoever leaves a job for it names the job.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["netral.config.jobs"]

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("EMAIL_HOST")
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
# A mail server that hangs must not hold a worker.
EMAIL_TIMEOUT = 30
EMAIL_USE_TLS = flag("EMAIL_USE_TLS")
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "Netral <netral@localhost>")

# The clock stands where the environment says, else where this installation keeps a time of its own, as a demo does.
CLOCK_STARTS_AT = moment("NETRAL_CLOCK")
CLOCK_KEPT_IN = str(kept_clock.folder())

# What belongs to one database lies beside it, so that a second one does not mix its files with the first.
_BESIDE_DATABASE = paths.beside_database(_WEB["NAME"])
LEDGER_ORIGIN = os.environ.get("NETRAL_LEDGER_ORIGIN", "netral.local/ledger")
LEDGER_KEY = LazySecret(partial(paths.secret, "ledger"))
LEDGER_KEY_IS_HELD = paths.holds("ledger")
# The log's public key, as `netral ledger key` prints it: programs that may not read the secret know the log by it.
LEDGER_VKEY = os.environ.get("NETRAL_LEDGER_VKEY", "")
# The public log as files: tiles, entries and the checkpoint, which so lies outside the database too.
LEDGER_FOLDER = str(_BESIDE_DATABASE / "ledger")
# The keys of the witnesses whose cosignatures are taken, as `netral ledger witness` prints them.
LEDGER_WITNESSES = words("NETRAL_LEDGER_WITNESSES", "")

# The centre signs editions of the law with this key; a region accepts only editions of the publishers it names.
CATALOGUE_KEY = LazySecret(partial(paths.secret, "catalogue"))
CATALOGUE_PUBLISHERS = words("NETRAL_PUBLISHERS", "")
# A file of certificates to trust instead of the system's, for a publisher under an authority of its own.
CATALOGUE_CA_FILE = os.environ.get("NETRAL_PUBLISHER_CA", "")

NETRAL_STORE = str(_BESIDE_DATABASE / "files")
NETRAL_MASTER_KEY = LazySecret(partial(paths.secret, "files"))
# Under it the receipts of reports are hashed; whoever changes it makes every receipt code useless.
RECEIPT_KEY = LazySecret(partial(paths.secret, "receipts"))
NETRAL_KEYS = str(_BESIDE_DATABASE / "keys")
SEAL_KEY_PASSWORD = LazySecret(partial(paths.secret, "seals"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # Each seal of somebody unknown would leave a traceback; what was found stands on the page.
    # The libraries below speak HTTP: they name each address they ask, and in one of them stands a person's NIK.
    "loggers": {name: {"level": "ERROR"} for name in ("pyhanko", "pyhanko_certvalidator", "httpx", "httpcore")},
    "root": {"handlers": ["stderr"], "level": os.environ.get("NETRAL_LOG", "WARNING")},
}
