"""The product's own settings, in a practice folder that is thrown away."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

# Before the product's settings are read: no test may touch the practice folder of whoever runs it.
_FOLDER = tempfile.mkdtemp(prefix="pentimento-tests-")
os.environ["PENTIMENTO_HOME"] = _FOLDER
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)

from pentimento.web.settings import *  # noqa: E402, F403

# Argon2 takes a tenth of a second by design; tests make hundreds of people. It stays second, so that
# what was hashed with it can still be checked.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]  # noqa: F405
