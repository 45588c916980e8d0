"""Notices to phones, as they travel: encrypted for one phone (RFC 8291) and signed with our key (RFC 8292)."""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

CURVE = ec.SECP256R1()
PUBLIC_BYTES, AUTH_BYTES, PRIVATE_BYTES, SALT_BYTES = 65, 16, 32, 16
RECORD_BYTES = 4096
# The last record of a message ends with it, and there is one record.
END = b"\x02"
# RFC 8292 allows a day.
SIGNED_FOR = timedelta(hours=12)


@dataclass(frozen=True)
class PhoneKeys:
    """What a phone gave us to write to it alone."""

    public: bytes
    auth: bytes


def phone_keys(p256dh: str, auth: str) -> PhoneKeys:
    """ValueError where they are no keys."""
    keys = PhoneKeys(from_text(p256dh), from_text(auth))
    if len(keys.public) != PUBLIC_BYTES or len(keys.auth) != AUTH_BYTES:
        raise ValueError("a key has another length")
    ec.EllipticCurvePublicKey.from_encoded_point(CURVE, keys.public)
    return keys


def encrypt(
    message: bytes,
    keys: PhoneKeys,
    *,
    once: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """The body of a request, for one phone. `once` and `salt` are new each time; only the RFC's example gives them."""
    once = once or ec.generate_private_key(CURVE)
    salt = salt or os.urandom(SALT_BYTES)
    ours = public_bytes(once)
    shared = once.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, keys.public))
    secret = derived(shared, salt=keys.auth, info=b"WebPush: info\0" + keys.public + ours, length=32)
    key = derived(secret, salt=salt, info=b"Content-Encoding: aes128gcm\0", length=16)
    nonce = derived(secret, salt=salt, info=b"Content-Encoding: nonce\0", length=12)
    head = salt + RECORD_BYTES.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return head + AESGCM(key).encrypt(nonce, message + END, None)


def derived(secret: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)


def authorization(endpoint: str, *, now: datetime) -> str:
    """Says to the push service of `endpoint` who sends, and proves it."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + SIGNED_FOR).timestamp()),
        "sub": f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
    }
    signed = f"{json_text({'typ': 'JWT', 'alg': 'ES256'})}.{json_text(claims)}"
    r, s = decode_dss_signature(site_key().sign(signed.encode(), ec.ECDSA(SHA256())))
    signature = r.to_bytes(PRIVATE_BYTES, "big") + s.to_bytes(PRIVATE_BYTES, "big")
    return f"vapid t={signed}.{to_text(signature)}, k={public_key()}"


def is_on() -> bool:
    return bool(settings.WEB_PUSH_PRIVATE_KEY)


def public_key() -> str:
    """What a phone asks for when it subscribes; empty where there is no web push."""
    return to_text(public_bytes(site_key())) if is_on() else ""


def new_private_key() -> str:
    number = ec.generate_private_key(CURVE).private_numbers().private_value
    return to_text(number.to_bytes(PRIVATE_BYTES, "big"))


def site_key() -> ec.EllipticCurvePrivateKey:
    return private_key(settings.WEB_PUSH_PRIVATE_KEY)


def private_key(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(from_text(text), "big"), CURVE)


def public_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def json_text(value: dict[str, Any]) -> str:
    return to_text(json.dumps(value, separators=(",", ":")).encode())


def to_text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    """ValueError for what is no base64url; browsers leave the padding out."""
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
