"""Settings of the office.

Everything an operator may change is an environment variable:

PALERMO_HOME          folder of database, files and secret key (default: var in the current folder)
PALERMO_DATABASE      address of a PostgreSQL database (default: an SQLite file in the home)
PALERMO_DATABASE_BACKUP   address of the role that reads the whole database for a backup (default: the office's own)
PALERMO_HOSTS         host names the office answers to, comma-separated (default: localhost)
PALERMO_HTTPS         1 when the office is reached over HTTPS: secure cookies, redirect, HSTS
PALERMO_BEHIND_PROXY  1 when a proxy in front sets X-Forwarded-Proto and X-Forwarded-For
PALERMO_ORIGIN        name of the office's log, chosen before its first entry (default: a random one)
PALERMO_ADDRESS       where people reach the office, for links in mails (default: https:// and the first host)
PALERMO_SMTP_HOST     the server that takes the mails of the office (default: none, and no mail is sent)
PALERMO_SMTP_PORT     its port (default: 587)
PALERMO_SMTP_TLS      starttls, tls or none (default: starttls)
PALERMO_SMTP_USER     the account there, and PALERMO_SMTP_PASSWORD its password
PALERMO_SMTP_FROM     the address that mails come from
PALERMO_DEMO          1 for a demonstration: signing in is one step, and every page says so
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from palermo.office.base.assets import fingerprint
from palermo.office.database import database
from palermo.office.environment import listed, number, switched_on, text
from palermo.office.home import home_from_environment, secret_key

PALERMO_HOME = home_from_environment()
SECRET_KEY = secret_key(PALERMO_HOME)

PALERMO_ORIGIN = text("PALERMO_ORIGIN")
PALERMO_WITHHELD_BELOW = 5  # parts of a published value that count fewer people are not shown, nor what tells them
TRAIL_WAKES = True  # entries are brought into the log in the background, a second after they were written

DEBUG = False
DEMO = switched_on("PALERMO_DEMO")
HTTPS = switched_on("PALERMO_HTTPS")
BEHIND_PROXY = switched_on("PALERMO_BEHIND_PROXY")
ALLOWED_HOSTS = listed("PALERMO_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if "*" not in host] if HTTPS else []

INSTALLED_APPS = [
    "palermo.office.base",
    "palermo.office.trail",
    "palermo.office.access",
    "palermo.office.standing",
    "palermo.office.plan",
    "palermo.office.plan.work",
    "palermo.office.plan.money",
    "palermo.office.plan.risks",
    "palermo.office.plan.copies",
    "palermo.office.plan.answers",
    "palermo.office.plan.outputs",
    "palermo.office.plan.committee",
    "palermo.office.plan.indicators",
    "palermo.office.plan.boards",
    "palermo.office.plan.beside",
    "palermo.office.plan.steps",
    "palermo.office.plan.packets",
    "palermo.office.plan.reminders",
    "palermo.office.study",
    "palermo.office.upkeep",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "palermo.office.base.security.SecurityHeaders",
    "palermo.office.base.security.PublicGZip",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "palermo.office.access.signin.middleware.Standing",
    "django.contrib.messages.middleware.MessageMiddleware",
    "palermo.office.access.signin.middleware.Limits",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "palermo.office.base.errors.Unwritten",
]

ROOT_URLCONF = "palermo.office.urls"
WSGI_APPLICATION = "palermo.office.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "palermo.office.base.context.layout",
                "palermo.office.access.context.person",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "palermo.office.base.forms.OfficeRenderer"

DATABASES = {"default": database(PALERMO_HOME)}
PALERMO_DATABASE_BACKUP = text("PALERMO_DATABASE_BACKUP")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "office"}}

SESSION_ENGINE = "palermo.office.access.sessions.store"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "palermo.office.base.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"

# Signing in: a name and a passphrase, then a second factor; by allauth, with nothing sent by mail and nobody signing up
LOGIN_URL = "account_login"
AUTHENTICATION_BACKENDS = ["palermo.office.access.signin.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of accounts from before; made anew at their next sign-in
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "palermo.office.access.signin.passphrase.Varied"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
ACCOUNT_ADAPTER = "palermo.office.access.signin.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # our own brakes lie in the database, and lock nobody out
ACCOUNT_LOGIN_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_FORMS = {
    "login": "palermo.office.access.signin.forms.SignInForm",
    "reauthenticate": "palermo.office.access.signin.forms.AgainForm",
}
MFA_ADAPTER = "palermo.office.access.signin.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RATE_LIMITS = False
MFA_TOTP_ISSUER = "palermo"
MFA_TOTP_TOLERANCE = 1  # the clock of a phone may be half a minute off
MFA_FORMS = {
    "authenticate": "palermo.office.access.signin.forms.CodeForm",
    "reauthenticate": "palermo.office.access.signin.forms.AgainByCodeForm",
    "activate_totp": "palermo.office.access.signin.forms.TotpForm",
    "add_webauthn": "palermo.office.access.signin.forms.PasskeyForm",
}

# Mail: the weekly digest and nothing else (palermo remind)
PALERMO_ADDRESS = text("PALERMO_ADDRESS").rstrip("/") or f"http{'s' if HTTPS else ''}://{ALLOWED_HOSTS[0]}"
EMAIL_HOST = text("PALERMO_SMTP_HOST")
EMAIL_PORT = number("PALERMO_SMTP_PORT", 587)
EMAIL_USE_TLS = text("PALERMO_SMTP_TLS") in {"", "starttls"}
EMAIL_USE_SSL = text("PALERMO_SMTP_TLS") == "tls"
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = text("PALERMO_SMTP_USER"), text("PALERMO_SMTP_PASSWORD")
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = text("PALERMO_SMTP_FROM")

UPLOAD_LIMIT = 20 * 1024 * 1024
REQUEST_LIMIT = UPLOAD_LIMIT + 256 * 1024  # the file and the other fields of its form
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a document may hold dozens of tables, each column a few fields of the mapping
FILE_UPLOAD_HANDLERS = ["palermo.office.base.uploads.LimitedTemporaryFile"]
FILE_UPLOAD_PERMISSIONS = 0o600

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("km", _("Khmer"))]
LANGUAGE_COOKIE_NAME = "palermo_language"
LANGUAGE_COOKIE_AGE = 31_536_000
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# The address of every static file carries a digest of them all, so it may be kept for ever
STATIC_URL = f"/static/{fingerprint()}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOG_FORM = "json" if text("PALERMO_LOG") == "json" else "line"
# No name, address, query or form value is ever written to a log: the formatter prints the message alone
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"impersonal": {"()": "palermo.office.base.logs.Impersonal"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "palermo.office.base.logs.AsJson"},
    },
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": LOG_FORM, "filters": ["impersonal"]}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["terminal"], "level": "WARNING", "propagate": False}},
}
