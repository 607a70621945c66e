"""What is not sent yet waits on the device, locked with a key that ends with the sign-in."""

from __future__ import annotations

from base64 import b64encode

from django.utils.crypto import salted_hmac

from pentimento.trust.access.asking import Asking


def draft_key(request: Asking) -> str:
    """What locks unsent words and strokes on the device: 32 bytes, base64."""
    whose = f"{request.session.session_key}:{request.user.public_id}"
    return b64encode(salted_hmac("pentimento.room.drafts", whose, algorithm="sha256").digest()).decode()
