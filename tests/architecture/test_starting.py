"""A command starts with what it needs: the heaviest libraries come with the first picture that is measured."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = ("scipy", "pyvips", "reportlab", "docx", "openpyxl", "sklearn")
START = f"""
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "pentimento.web.settings"
import django
django.setup()
import pentimento.web.urls
print(*[name for name in {HEAVY!r} if name in sys.modules])
"""


def test_neither_a_command_nor_the_first_page_waits_for_what_only_pictures_and_paper_need(tmp_path: Path) -> None:
    environment = {**os.environ, "PENTIMENTO_HOME": str(tmp_path)}
    told = subprocess.run([sys.executable, "-c", START], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
