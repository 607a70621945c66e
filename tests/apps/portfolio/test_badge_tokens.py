"""A badge is accepted by verifiers that are not ours, and by one written here from the specification's text."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from pentimento.core.kernel.errors import Invalid
from pentimento.profession.portfolio.rules.badges import (
    Achievement,
    Issuer,
    Recipient,
    badge,
    base58,
    did_key,
    to_be_signed,
    token,
)

AT = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
HOURS = Achievement("atr/approved", "ATR hours", "Hours counted from the record.", "1,000 direct hours.")
PERRY = Recipient("p" * 22, "Perry Goldfinch", "Perry@Example.org", "grain")


def signed(at: datetime = AT, **changed: Any) -> tuple[dict[str, Any], str]:
    """A badge and its token."""
    made = badge(public_id="b" * 22, achievement=HOURS, to=PERRY, by=Issuer("Lantern Yard", PUBLIC), at=at) | changed
    bytes_ = to_be_signed(made, public=PUBLIC, at=at)
    return made, token(bytes_, KEY.sign(bytes_))


def test_an_independent_open_badges_verifier_accepts_it_by_the_issuers_name_alone() -> None:
    made, text = signed()
    found = OB3Verifier.for_issuer_did(made["issuer"]["id"]).verify(text)
    assert found.achievement.name == "ATR hours"
    assert found.issuer.name == "Lantern Yard"
    assert found.id == made["id"]


def test_that_verifier_refuses_another_key_and_another_word() -> None:
    _made, text = signed()
    stranger = did_key(Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    with pytest.raises(OB3VerificationError):
        OB3Verifier.for_issuer_did(stranger).verify(text)
    head, body, seal = text.split(".")
    forged = base64.urlsafe_b64encode(unpadded(body).replace(b"Perry", b"Paula")).rstrip(b"=").decode()
    with pytest.raises(OB3VerificationError):
        OB3Verifier.for_issuer_did(did_key(PUBLIC)).verify(f"{head}.{forged}.{seal}")


def test_a_general_library_for_tokens_accepts_it_with_the_key_in_its_header() -> None:
    made, text = signed()
    head = jwt.get_unverified_header(text)
    assert head["typ"] == "JWT"
    assert "d" not in head["jwk"], "the private half never leaves"
    claims = jwt.decode(text, jwt.PyJWK(head["jwk"], algorithm="EdDSA"), algorithms=["EdDSA"])
    assert claims["iss"] == made["issuer"]["id"]


def unpadded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def by_the_book(text: str, *, now: datetime) -> dict[str, Any]:
    """Open Badges 3.0, 8.2.4 and 8.3, step by step, with nothing of ours in it."""
    head, body, seal = text.split(".")
    header, payload = json.loads(unpadded(head)), json.loads(unpadded(body))
    assert header["alg"] == "EdDSA"
    assert (header["jwk"]["kty"], header["jwk"]["crv"]) == ("OKP", "Ed25519")
    key = unpadded(header["jwk"]["x"])
    Ed25519PublicKey.from_public_bytes(key).verify(unpadded(seal), f"{head}.{body}".encode("ascii"))
    assert payload["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert payload["@context"][1].startswith("https://purl.imsglobal.org/spec/ob/v3p0/context")
    assert {"VerifiableCredential", "OpenBadgeCredential"} <= set(payload["type"])
    assert payload["iss"] == payload["issuer"]["id"]
    assert payload["jti"] == payload["id"]
    assert payload["sub"] == payload["credentialSubject"]["id"]
    assert datetime.fromtimestamp(payload["nbf"], UTC) == datetime.fromisoformat(payload["validFrom"]) <= now
    alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    number = 0
    for sign in payload["iss"].removeprefix("did:key:z"):
        number = number * 58 + alphabet.index(sign)
    assert number.to_bytes(34) == b"\xed\x01" + key, "the issuer's name is its key"
    return payload  # type: ignore[no-any-return]


def test_a_verifier_written_from_the_specification_accepts_it() -> None:
    payload = by_the_book(signed()[1], now=AT + timedelta(days=1))
    achievement = payload["credentialSubject"]["achievement"]
    assert achievement["criteria"]["narrative"] == "1,000 direct hours."
    assert {"id", "type", "name", "description", "criteria"} <= achievement.keys()


def test_the_verifier_from_the_specification_can_say_no() -> None:
    head, body, seal = signed()[1].split(".")
    turned = ("B" if seal[0] == "A" else "A") + seal[1:]
    with pytest.raises(InvalidSignature):
        by_the_book(f"{head}.{body}.{turned}", now=AT)


def test_the_address_goes_out_only_as_a_salted_hash_that_its_owner_can_check() -> None:
    made, text = signed()
    identity = made["credentialSubject"]["identifier"][0]
    assert identity["identityHash"] == "sha256$" + hashlib.sha256(b"perry@example.orggrain").hexdigest()
    assert b"example.org" not in unpadded(text.split(".")[1])
    assert ("p" * 22).encode() not in unpadded(text.split(".")[1])


def test_base_58_keeps_leading_zeros() -> None:
    assert base58(b"\0\0a") == "112g"


def test_a_moment_without_a_time_zone_and_a_short_key_are_refused() -> None:
    with pytest.raises(Invalid, match="time zone"):
        signed(at=datetime(2026, 5, 4, 12, 0))
    with pytest.raises(Invalid, match="32 bytes"):
        did_key(b"short")
