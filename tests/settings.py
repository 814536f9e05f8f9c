"""The project's settings for tests: a fast hasher, tasks run in place, a cache in memory, no manifest."""

import os
import secrets

os.environ.setdefault("SECRET_KEY", secrets.token_hex(32))

from tracker.settings import *  # noqa: F403 - tests run on the product's own settings
from tracker.settings import BASE_DIR, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "evidence": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}
AXES_ENABLED = False
FETCH_ALLOWED_PRIVATE = ["127.0.0.1", "localhost"]
STATIC_ROOT = BASE_DIR / "incidents" / "static"  # nothing is collected for tests
