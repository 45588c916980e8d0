"""config.settings as on a fresh clone, whatever this machine's .env says; passwords are cheap to hash."""

import os

for name in (
    *("DEBUG", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_URL", "SIGN_UP_OPEN", "TRUSTED_PROXY_COUNT"),
    "WEB_PUSH_PRIVATE_KEY",
):
    os.environ.pop(name, None)
os.environ |= {"ENV_FILE": os.devnull, "SECRET_KEY": "only-for-tests", "HTTPS": "off", "LOG_LEVEL": "WARNING"}

from config.settings import *
from config.settings import BASE_DIR, DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Pages of unit tests name plain files; the browser tests collect and serve hashed ones as in production.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT = BASE_DIR / ".cache" / "no-static-files"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = BASE_DIR / ".cache" / "no-photos"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A test's database may go with the power.
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
