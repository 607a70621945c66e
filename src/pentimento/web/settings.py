"""Settings. Everything a practice may change comes from its folder or the environment.

PENTIMENTO_HOME      the practice folder (default ./practice)
PENTIMENTO_DATABASE  empty for SQLite in the folder, or postgresql://user:password@host:port/name
PENTIMENTO_HOSTS     comma-separated host names this is reached by (default 127.0.0.1, localhost)
PENTIMENTO_HTTPS     "1" behind a proxy that ends TLS
PENTIMENTO_PRACTICE_NAME  what the practice calls itself (default: what `pentimento init --name` kept in the folder)
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from pentimento.web.database.configured import database_from, name_from, secret_from

PACKAGE = Path(__file__).resolve().parent
PENTIMENTO_HOME = Path(os.environ.get("PENTIMENTO_HOME", "practice")).resolve()
PENTIMENTO_AUDIT_HEAD: Path | None = PENTIMENTO_HOME / "audit-head"
PENTIMENTO_STRICT_WRITES = os.environ.get("PENTIMENTO_STRICT_WRITES", "1") == "1"
HTTPS = os.environ.get("PENTIMENTO_HTTPS") == "1"
PENTIMENTO_PRACTICE_NAME = os.environ.get("PENTIMENTO_PRACTICE_NAME", "").strip() or name_from(PENTIMENTO_HOME)
PENTIMENTO_IS_DEMO = (PENTIMENTO_HOME / "demo.json").exists()

DEBUG = False
SECRET_KEY = secret_from(PENTIMENTO_HOME)
ALLOWED_HOSTS = os.environ.get("PENTIMENTO_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
ROOT_URLCONF = "pentimento.web.urls"
WSGI_APPLICATION = "pentimento.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "pentimento.web",
    "pentimento.exchange",
    "pentimento.profession.grading",
    "pentimento.profession.portfolio",
    "pentimento.profession.ledger",
    "pentimento.profession.occupations",
    "pentimento.practice.records",
    "pentimento.practice.outcomes",
    "pentimento.practice.artworks",
    "pentimento.practice.encounters",
    "pentimento.practice.clients",
    "pentimento.trust",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "pentimento.web.statics.Statics",
    "csp.middleware.CSPMiddleware",
    "pentimento.web.middleware.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pentimento.web.middleware.SessionLimits",
    "pentimento.web.middleware.HandedOver",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pentimento.web.middleware.Methods",
    "pentimento.web.middleware.DeclaredViews",
    "pentimento.web.middleware.ErrorEdge",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "pentimento.web.context.house",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {"default": database_from(os.environ.get("PENTIMENTO_DATABASE", ""), PENTIMENTO_HOME)}

AUTH_USER_MODEL = "trust.Person"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "today"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
TIME_ZONE = os.environ.get("PENTIMENTO_TIME_ZONE", "Europe/London")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # clinical files go to the vault only
    "staticfiles": {"BACKEND": "pentimento.web.statics.Versioned"},
}
# Files are found where they lie: a small practice needs no collecting step.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 7 * 24 * 3600

SESSION_ENGINE = "pentimento.web.database.sessions"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "pentimento-session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
PENTIMENTO_IDLE_MINUTES = 60
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "pentimento-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
PENTIMENTO_PHONE_COOKIE = "__Host-phone" if HTTPS else "pentimento-phone"  # of a phone that was let in as camera
CSRF_FAILURE_VIEW = "pentimento.web.errors.csrf_failed"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [] if HTTPS else ["security.W004", "security.W008", "security.W012", "security.W016"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# A photograph of 50 megapixels as TIFF is about 150 MB; above 2.5 MB Django spools to disk.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
PENTIMENTO_UPLOAD_BYTES = 200 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A page refused or not found is told to the person and kept in the trail; the log is for faults.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security": {"level": "ERROR"}},
}
