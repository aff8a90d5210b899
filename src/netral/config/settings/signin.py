"""Sign-in through django-allauth: e-mail and password, one-time codes, passkeys; and what a password locks."""

from netral.engines.vault import passwords

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "netral.foundation.custody.adapter.KeyedAccountAdapter"
# A grave change asks again who she is (foundation/accounts/gates.py), unless she proved it so many seconds ago.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {"change_password": "netral.foundation.custody.forms.KeyedChangePasswordForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords are counted per account and device (foundation/accounts/domain.py). What is left to allauth is limited
# per account or address of e-mail, never by network address: a whole office or campus may stand behind one.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    # Counted in the ledger (foundation/accounts/events.py), because allauth would count in each process apart.
    "reset_password": None,
    "reset_password_from_key": None,
}

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "netral.foundation.accounts.forms.NewPasskeyForm",
    "edit_webauthn": "netral.foundation.accounts.forms.PasskeyNameForm",
}
# Addresses are kept in our own table alone, so allauth's, which it would ask, is empty.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Netral"

# What one guess at a password costs whoever has a copy of the keys it locks.
MEMBER_KEY_COST = passwords.ORDINARY
