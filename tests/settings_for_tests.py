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
