"""Open Badges 3.0: the credential, and its JSON Web Token with the issuer's key inside.

A badge is an ``OpenBadgeCredential`` in the data model of Verifiable Credentials 2.0. It is secured as the
specification's section 8.2.4 says: the credential itself is the payload of a compact JSON Web Signature,
with the registered claims beside its own members, and the public key as ``jwk`` in the header. The issuer
is named by its key (``did:key``), so that a verifier needs no network to see that name and key belong together.
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pentimento.core.kernel.errors import Conflict, Invalid, Refused

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519 = b"\xed\x01"  # the multicodec of an Ed25519 public key
NAMES = uuid.UUID("0f9e1c52-6a3c-5d0c-9f3e-1d1c7f6f2b11")  # our own, for names made from public ids


@dataclass(frozen=True, slots=True)
class Achievement:
    """What the badge says somebody has done. ``key`` tells achievements of one practice apart."""

    key: str
    name: str
    description: str
    criteria: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom the badge is for. The address goes out only as a salted hash."""

    public_id: str
    name: str
    email: str
    salt: str


@dataclass(frozen=True, slots=True)
class Issuer:
    """The practice, by its 32-byte Ed25519 public key."""

    name: str
    public: bytes

    @property
    def did(self) -> str:
        """The key as a ``did:key`` identifier."""
        return did_key(self.public)


def base58(content: bytes) -> str:
    """Base 58 as Bitcoin writes it.

    >>> base58(b"Hello World")
    'JxF12TrwUP45BMd'
    """
    number, signs = int.from_bytes(content), ""
    while number:
        number, rest = divmod(number, 58)
        signs = ALPHABET[rest] + signs
    return "1" * (len(content) - len(content.lstrip(b"\0"))) + signs


def did_key(public: bytes) -> str:
    """An Ed25519 public key as a decentralised identifier that needs no register."""
    if len(public) != 32:
        raise Invalid("An Ed25519 public key has 32 bytes.")
    return f"did:key:z{base58(ED25519 + public)}"


def unpadded(content: bytes) -> str:
    """Base 64 for addresses, without padding.

    >>> unpadded(b"??>")
    'Pz8-'
    """
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def identity_hash(email: str, salt: str) -> str:
    """The recipient's address as Open Badges hashes it: SHA-256 of the address and the salt behind it."""
    return "sha256$" + hashlib.sha256((email.strip().lower() + salt).encode()).hexdigest()


def urn(*parts: str) -> str:
    """A name for something that keeps its own id to itself."""
    return uuid.uuid5(NAMES, "/".join(parts)).urn


def badge(*, public_id: str, achievement: Achievement, to: Recipient, by: Issuer, at: datetime) -> dict[str, Any]:
    """The credential as JSON, unsigned."""
    if at.utcoffset() is None:
        raise Invalid("The moment of a badge needs a time zone.")
    return {
        "@context": CONTEXT,
        "id": urn(by.did, "badge", public_id),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement.name,
        "issuer": {"id": by.did, "type": ["Profile"], "name": by.name},
        "validFrom": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "credentialSubject": {
            "id": urn(by.did, "person", to.public_id),
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "identityHash": identity_hash(to.email, to.salt),
                    "identityType": "emailAddress",
                    "hashed": True,
                    "salt": to.salt,
                },
                {"type": "IdentityObject", "identityHash": to.name, "identityType": "name", "hashed": False},
            ],
            "achievement": {
                "id": urn(by.did, "achievement", achievement.key),
                "type": ["Achievement"],
                "name": achievement.name,
                "description": achievement.description,
                "criteria": {"narrative": achievement.criteria},
            },
        },
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }


def header(public: bytes) -> dict[str, Any]:
    """The header of the token: the algorithm and the key to check it with."""
    return {"alg": "EdDSA", "typ": "JWT", "jwk": {"kty": "OKP", "crv": "Ed25519", "x": unpadded(public)}}


def claims(credential: Mapping[str, Any], *, at: datetime) -> dict[str, Any]:
    """The payload: the credential itself, and the registered claims that repeat parts of it."""
    return {
        **credential,
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": int(at.timestamp()),
    }


def to_be_signed(credential: Mapping[str, Any], *, public: bytes, at: datetime) -> bytes:
    """The bytes that the issuer's key signs."""
    parts = (header(public), claims(credential, at=at))
    return ".".join(unpadded(json.dumps(part, ensure_ascii=False).encode()) for part in parts).encode()


def token(signed: bytes, signature: bytes) -> str:
    """The compact token."""
    return f"{signed.decode()}.{unpadded(signature)}"


def check_can_issue(*, supervises: bool, earned: bool) -> None:
    """A badge says something the practice vouches for: a supervisor issues it, for what is already verified."""
    if not supervises:
        raise Refused("A badge is issued by the person's supervisor.")
    if not earned:
        raise Refused("There is nothing verified yet that this badge could stand for.")


def check_not_issued(*, issued: bool) -> None:
    """One badge for one thing."""
    if issued:
        raise Conflict("There is a badge for this already.")
