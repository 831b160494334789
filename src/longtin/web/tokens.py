"""Tokens of forms (CSRF): what a form carries to show that it came from a page of this site."""

import hmac
import secrets
from hashlib import sha256
from typing import Final

COOKIE: Final = "longtin_session"
CONTROL: Final = "token"
"""Name of the hidden control in forms."""
HEADER: Final = "x-longtin-token"
"""Header that carries it where a script asks."""
PLACEHOLDER: Final = f"@@{secrets.token_hex(16)}@@"
"""Stands for the token in pages that are kept for all readers; no text that is shown holds it."""


def new_session() -> str:
    """A name for one browser's visits."""
    return secrets.token_urlsafe(18)


def token_of(session: str, secret: bytes) -> str:
    """The token of a session."""
    return hmac.new(secret, session.encode(), sha256).hexdigest()


def is_of(token: str, session: str, secret: bytes) -> bool:
    """Whether a token is that of a session."""
    return bool(session) and hmac.compare_digest(token.encode(), token_of(session, secret).encode())
