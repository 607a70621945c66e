"""The keyring: one master key, one wrapped key for each chart, one signing key.

    master.key           32 random bytes; whoever has it can open everything
    charts/ab/<chart id> that chart's key, locked with the master key
    signing.key          the practice's Ed25519 key, locked with the master key
    signing.pub          its public half, PEM

Erasing somebody means destroying their key, here and in the backups of this folder only.
"""

from __future__ import annotations

import base64
import os
import re
from binascii import Error as NotBase64
from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pentimento.core.kernel.errors import Invalid, PentimentoError

from . import cabinet
from .signing import SigningKey

KEY, NONCE, TAG = 32, 12, 16  # bytes
WRAPPED = b"PENTIMENTO-KEY/1\n"
DESTROYED = b"PENTIMENTO-KEY-DESTROYED/1\n"
TEXT = "p1."  # marks an encrypted text and the version of its shape
CHART_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
CACHED = 1024  # chart keys kept open in this process


class Subkey(StrEnum):
    """What a chart's key is used for; each use has a key of its own."""

    RECORD = "record"
    PRIVATE = "private"
    SHARED_COPY = "shared-copy"


class KeyMissing(PentimentoError):
    """A key that should be there is not."""


class KeyDestroyed(PentimentoError):
    """This client's key was destroyed on purpose; what it locked cannot be read again by anybody."""


class WrongKey(PentimentoError):
    """The key does not fit, or what it locked was changed since."""


class Keyring:
    """Keys of one practice folder. Safe to use from several threads and processes.

    Parameters
    ----------
    folder : Path
        The folder ``keys``, readable by its owner only.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: dict[str, tuple[tuple[int, int], bytes]] = {}

    def exists(self) -> bool:
        """Whether there is a master key."""
        return self._master_file.is_file()

    def prepare(self) -> None:
        """Make folder, master key and signing key where there are none. Existing ones stay as they are.

        Raises
        ------
        KeyMissing
            If wrapped keys are there without the master key that opens them.
        """
        cabinet.make_folder(self.folder)
        if not self.exists():
            if (self.folder / "signing.key").exists() or any(self._chart_files()):
                raise KeyMissing("The master key is missing. Restore {file} from its backup.", file=self._master_file)
            cabinet.write_once(self._master_file, os.urandom(KEY))
        if not (self.folder / "signing.key").exists():
            seed = os.urandom(KEY)
            cabinet.write_once(self.folder / "signing.key", self._wrap(seed, "signing"))
        if not (self.folder / "signing.pub").exists():
            cabinet.write_once(self.folder / "signing.pub", self._signing().public_pem(), mode=0o644)

    # ---- a chart's keys

    def subkey(self, chart_id: str, subkey: Subkey | str, *, purpose: str = "text", create: bool = False) -> bytes:
        """Derive 32 bytes for one use of a chart's key (HKDF-SHA256).

        Parameters
        ----------
        chart_id : str
            Public id of the chart.
        purpose : str
            Keeps keys for texts, files and addresses apart.
        create : bool
            Make the chart's key if it never had one. Only for locking, never for opening.

        Raises
        ------
        KeyMissing, KeyDestroyed, WrongKey
        """
        name = f"pentimento/1/{Subkey(subkey)}/{purpose}"
        return HKDF(SHA256(), KEY, salt=None, info=name.encode()).derive(self._chart_key(chart_id, create=create))

    def encrypt_text(self, chart_id: str, subkey: Subkey | str, text: str, aad: str) -> str:
        """Lock a text. ``aad`` says where it belongs, such as ``note:<public id>:body``; it opens nowhere else."""
        key = self.subkey(chart_id, subkey, create=True)
        nonce = os.urandom(NONCE)
        locked = AESGCM(key).encrypt(nonce, text.encode(), aad.encode())
        return _written(nonce + locked)

    def decrypt_text(self, chart_id: str, subkey: Subkey | str, text: str, aad: str) -> str:
        """Open a text locked by ``encrypt_text`` for the same chart, subkey and place.

        Raises
        ------
        KeyMissing, KeyDestroyed
        WrongKey
            Also if a single bit of it was changed.
        """
        key = self.subkey(chart_id, subkey)
        try:
            if not text.startswith(TEXT):
                raise ValueError
            locked = base64.b64decode(text.removeprefix(TEXT), altchars=b"-_", validate=True)
            if _written(locked) != text:  # the last letter has bits to spare: several texts stand for the same bytes
                raise ValueError
            return AESGCM(key).decrypt(locked[:NONCE], locked[NONCE:], aad.encode()).decode()
        except (InvalidTag, NotBase64, ValueError) as wrong:
            raise WrongKey("This text cannot be opened: it was changed, or belongs elsewhere.") from wrong

    def destroy(self, chart_id: str) -> None:
        """Erase a chart's key for good. A mark stays, so that no new key is made in its place."""
        file = self._chart_file(chart_id)
        cabinet.overwrite(file)
        cabinet.replace(file, DESTROYED)
        self._open.pop(chart_id, None)

    def is_destroyed(self, chart_id: str) -> bool:
        """Whether this chart's key was destroyed on purpose."""
        file = self._chart_file(chart_id)
        return file.is_file() and file.read_bytes() == DESTROYED

    # ---- the practice's signature

    def sign(self, content: bytes) -> bytes:
        """The practice's Ed25519 signature, 64 bytes."""
        return self._signing().sign(content)

    def verify(self, content: bytes, signature: bytes) -> bool:
        """Whether the practice signed exactly these bytes."""
        return SigningKey.verify(self.public_key(), content, signature)

    def signing_key_id(self) -> str:
        """First 16 hex digits of the SHA-256 of the public key."""
        return self._signing().key_id()

    def public_key(self) -> bytes:
        """The public half, PEM, to give to whoever checks signatures outside."""
        return self._read(self.folder / "signing.pub", "public signing key")

    # ---- for the doctor

    def faults(self) -> Iterator[str]:
        """Say what is unsafe, missing or damaged, one sentence each. Nothing is mended here."""
        if not self.exists():
            yield f"There is no master key in {self.folder}."
            return
        yield from cabinet.open_to_others(self.folder, public={"signing.pub"})
        try:
            if self._signing().public_pem() != self.public_key():
                yield "signing.pub does not belong to signing.key."
        except PentimentoError as fault:
            yield f"signing.key: {fault}"
        for file in self._chart_files():
            try:
                self._chart_key(file.name, create=False)
            except KeyDestroyed:
                continue
            except PentimentoError as fault:
                yield f"{file.relative_to(self.folder)}: {fault}"

    # ---- inside

    @property
    def _master_file(self) -> Path:
        return self.folder / "master.key"

    def _chart_file(self, chart_id: str) -> Path:
        if not CHART_ID.fullmatch(chart_id):
            raise Invalid("“{chart}” is not the id of a chart.", chart=chart_id[:64])
        return self.folder / "charts" / sha256(chart_id.encode()).hexdigest()[:2] / chart_id

    def _chart_files(self) -> Iterator[Path]:
        return (file for file in sorted(self.folder.glob("charts/??/*")) if CHART_ID.fullmatch(file.name))

    def _chart_key(self, chart_id: str, *, create: bool) -> bytes:
        file = self._chart_file(chart_id)
        if create and not file.exists():
            cabinet.make_folder(file.parent)
            cabinet.write_once(file, self._wrap(os.urandom(KEY), chart_id))
        try:
            seen = os.stat(file)  # noqa: PTH116 - hot path; another process may have destroyed the key meanwhile
        except FileNotFoundError:
            self._open.pop(chart_id, None)
            raise KeyMissing("The key of this client is missing. Restore the folder “keys” from its backup.") from None
        version = (seen.st_ino, seen.st_mtime_ns)
        cached = self._open.get(chart_id)
        if cached is None or cached[0] != version:
            self._open.pop(chart_id, None)
            cached = version, self._unwrap(self._read(file, "key of this client"), chart_id)
            if len(self._open) >= CACHED:
                self._open.clear()
            self._open[chart_id] = cached
        return cached[1]

    def _signing(self) -> SigningKey:
        return SigningKey(self._unwrap(self._read(self.folder / "signing.key", "signing key"), "signing"))

    def _master(self) -> bytes:
        key = self._read(self._master_file, "master key")
        if len(key) != KEY:
            raise WrongKey("The master key is damaged. Restore it from its backup.")
        return key

    def _wrap(self, key: bytes, belongs_to: str) -> bytes:
        nonce = os.urandom(NONCE)
        return WRAPPED + nonce + AESGCM(self._master()).encrypt(nonce, key, WRAPPED + belongs_to.encode())

    def _unwrap(self, wrapped: bytes, belongs_to: str) -> bytes:
        if wrapped == DESTROYED:
            raise KeyDestroyed("The key of this client was destroyed. What it locked is gone for good.")
        sealed = wrapped.removeprefix(WRAPPED)
        if len(wrapped) != len(WRAPPED) + NONCE + KEY + TAG or sealed == wrapped:
            raise WrongKey("The key file is damaged. Restore it from its backup.")
        try:
            return AESGCM(self._master()).decrypt(sealed[:NONCE], sealed[NONCE:], WRAPPED + belongs_to.encode())
        except InvalidTag as wrong:
            raise WrongKey("The key does not open with this master key.") from wrong

    def _read(self, file: Path, what: str) -> bytes:
        try:
            return file.read_bytes()
        except OSError as fault:
            raise KeyMissing("The {what} cannot be read. Check the folder “keys”, or restore it.", what=what) from fault


def _written(locked: bytes) -> str:
    return TEXT + base64.urlsafe_b64encode(locked).decode()
