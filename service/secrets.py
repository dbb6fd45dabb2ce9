"""Keys: one master secret, from which each purpose gets its own; and the encryption of credentials at rest."""

import base64
import os
import secrets
import tempfile
from http import HTTPStatus
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import SecretStr

from service.errors import TurnwiseError

KEY_FILE = "secret.key"
_LEAST_SECRET_CHARS = 32
_SALT = b"turnwise"
_KEY_BYTES = 32
_KEY_ID_CHARS = 8


class WeakSecret(TurnwiseError):
    """The master secret is too short to be one."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    code = "weak_secret"


class WrongKey(TurnwiseError):
    """What is stored was encrypted by another key, or was damaged."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    code = "wrong_secret_key"


class Vault:
    """Encrypts what must be read again, and gives signing keys. Every process of one installation needs the same."""

    def __init__(self, master: bytes) -> None:
        self._master = master
        self._fernet = Fernet(base64.urlsafe_b64encode(self._derive("encryption")))
        self._key_id = self._derive("key id").hex()[:_KEY_ID_CHARS]

    @classmethod
    def load(cls, data_dir: Path, secret: SecretStr | None) -> "Vault":
        """By `secret` (TURNWISE_SECRET_KEY), else by `data_dir/secret.key`, which the first process makes.

        Raises WeakSecret, and OSError when the file can neither be read nor made.
        """
        if secret is not None:
            return cls(_checked(secret.get_secret_value(), "TURNWISE_SECRET_KEY"))
        path = data_dir / KEY_FILE
        if not path.exists():
            _create(path)
        return cls(_checked(path.read_text().strip(), str(path)))

    def encrypt(self, clear: str | bytes) -> str:
        """Printable text that only this key reads, and nobody can change unnoticed."""
        data = clear.encode() if isinstance(clear, str) else clear
        return f"{self._key_id}.{self._fernet.encrypt(data).decode()}"

    def decrypt(self, token: str) -> str:
        """What `encrypt` was given. Raises WrongKey with a sentence that says what to do."""
        key_id, _, encrypted = token.partition(".")
        if key_id != self._key_id:
            raise WrongKey(
                f"This was encrypted with key {key_id!r}, but the key in use is {self._key_id!r}: "
                f"set TURNWISE_SECRET_KEY, or {KEY_FILE} in the data folder, to the one it was encrypted with."
            )
        try:
            return self._fernet.decrypt(encrypted.encode()).decode()
        except InvalidToken:
            raise WrongKey(
                "The key is right, but the encrypted text was damaged: enter the credentials again."
            ) from None

    def signing_key(self, purpose: str) -> bytes:
        """32 bytes for one purpose ("widget", "login"): the same in every process and after a restart."""
        return self._derive(f"signing:{purpose}")

    def _derive(self, purpose: str) -> bytes:
        return HKDF(SHA256(), _KEY_BYTES, salt=_SALT, info=purpose.encode()).derive(self._master)


def _checked(secret: str, source: str) -> bytes:
    if len(secret) < _LEAST_SECRET_CHARS:
        need = f"at least {_LEAST_SECRET_CHARS} characters"
        raise WeakSecret(f"The secret in {source} needs {need}: make one by openssl rand -base64 32.")
    return secret.encode()


def _create(path: Path) -> None:
    """Write a new secret so that of several processes one wins and no other ever reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp makes files of mode 0600; the link appears at once, whole, or not at all.
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{KEY_FILE}.")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(_KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()
