"""Secrets of the second factor, sealed before they are stored: a copy of the database alone opens no account."""

from __future__ import annotations

import base64
import logging
import secrets

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

logger = logging.getLogger(__name__)

# Before every sealed secret; without it, it was stored before secrets were sealed, and is plain.
MARK = "sealed:"


class SealingMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth's is untyped
    """allauth with its two hooks for secrets at rest filled: Fernet (AES-128-CBC and HMAC-SHA-256)."""

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return MARK + _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret itself; plain ones from before are read as they are.

        One that no key opens becomes a random secret, which no code fits: its owner is refused, instead
        of an error page at every log-in, and an administrator takes the second factor off the account.
        """
        if not encrypted_text.startswith(MARK):
            return encrypted_text
        try:
            return _seal().decrypt(encrypted_text.removeprefix(MARK).encode()).decode()
        except InvalidToken:
            logger.error(  # noqa: TRY400 - a traceback would say nothing more
                "A second factor cannot be read: it was sealed under another key."
            )
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _seal() -> MultiFernet:
    """Seals under MFA_SECRET_KEY if there is one, else SECRET_KEY; opens what either has sealed."""
    keys = [key for key in (settings.MFA_SECRET_KEY, settings.SECRET_KEY) if key]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    """A key for this use alone, so that it says nothing of the one that signs sessions."""
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"siaga second factor")
    return base64.urlsafe_b64encode(kdf.derive(key.encode()))
