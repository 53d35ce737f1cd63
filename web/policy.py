"""The content security policies: what a page may load and run; no request can leave for another server."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Final

# The pages beside the chat run no script at all.
PLAIN_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_INLINE_SCRIPT: Final = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


def chat_policy(page: bytes = b"") -> str:
    """Return the policy of the chat, under which exactly the scripts run that stand in the page as it is sent.

    Gradio builds its templates with `Function` and writes styles into the page, hence the two words that begin with
    "unsafe". A script that is smuggled in later, or an event handler in an attribute, does not run.
    """
    scripts = " ".join(f"'sha256-{_hash(script)}'" for script in _INLINE_SCRIPT.findall(page))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'unsafe-eval' {scripts}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _hash(script: bytes) -> str:
    # A browser hashes the script as it reads it: line ends are one character.
    return base64.b64encode(hashlib.sha256(script.replace(b"\r\n", b"\n")).digest()).decode()
