"""What this site is made of: apps, middleware, templates."""

from typing import Any

FOUNDATION = [
    "ui",
    "ledger",
    "regions",
    "institutions",
    "accounts",
    "elections",
    "notices",
    "account_security",
    "custody",
    "files",
    "drafts",
    "seals",
    "registry",
    "outreach",
    "ceremonies",
    "phones",
]
APPS = [
    "catalogue",
    "pledges",
    "supervisors",
    "guidance",
    "learning",
    "support",
    "crossings",
    "reports",
    "fieldwork",
    "cases",
    "sanctions",
    "openness",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    *[f"netral.foundation.{name}" for name in FOUNDATION],
    *[f"netral.apps.{name}" for name in APPS],
    "netral.portal",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    # Outside all others: what it keeps carries their headers.
    "netral.foundation.accounts.shared_pages.SharedPagesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "netral.foundation.ui.language.LanguageMiddleware",
    "netral.foundation.ui.addresses.PrintableAddressMiddleware",
    "netral.foundation.files.bodies.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "netral.foundation.accounts.middleware.SecondFactorMiddleware",
    "netral.foundation.accounts.middleware.ActorMiddleware",
    "netral.foundation.custody.middleware.CustodyMiddleware",
    "netral.foundation.files.overload.OverloadMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "netral.portal.context.page",
            ],
        },
    },
]
