"""The practice's Ed25519 key: what it signed can be checked by anybody who has the public half."""

from __future__ import annotations

from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key


class SigningKey:
    """A signing key made from its 32 secret bytes."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    def sign(self, content: bytes) -> bytes:
        """64 bytes that only this key can make for this content."""
        return self._key.sign(content)

    def public_pem(self) -> bytes:
        """The public half as PEM."""
        return self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def key_id(self) -> str:
        """First 16 hex digits of the SHA-256 of the 32 public bytes."""
        return sha256(self._key.public_key().public_bytes_raw()).hexdigest()[:16]

    @staticmethod
    def verify(public_pem: bytes, content: bytes, signature: bytes) -> bool:
        """Whether the holder of this public key signed exactly these bytes."""
        key = load_pem_public_key(public_pem)
        if not isinstance(key, Ed25519PublicKey):
            return False
        try:
            key.verify(signature, content)
        except InvalidSignature:
            return False
        return True
