"""cryptography and PyJWT come in with the first token, and not before."""

from __future__ import annotations

import subprocess
import sys

import pytest

from asc_sdk import ConfigurationError
from asc_sdk.auth.pem import Found
from asc_sdk.auth.signing import load, sign
from tests.unit.auth.keys import others, p256, pem, take_apart


def test_a_key_signs() -> None:
    token = sign(load(Found(pem(p256()))), {"iss": "x"}, "KEY")
    header, claims = take_apart(token)
    assert (header["kid"], claims) == ("KEY", {"iss": "x"})


@pytest.mark.parametrize("kind", ["P-384", "RSA", "Ed25519", "public key", "certificate", "encrypted", "no base64"])
def test_what_is_no_key_on_p256_is_refused(kind: str) -> None:
    text, _ = others()[kind]
    with pytest.raises(ConfigurationError, match="private_key is") as caught:
        load(Found(text))
    assert caught.value.__context__ is None


def test_nothing_heavy_is_imported_before_the_first_token() -> None:
    script = (
        "import sys, asc_sdk\n"
        f"key = asc_sdk.ApiKey('ABC123DEFG', {pem(p256())!r})\n"
        "asc = asc_sdk.AppStoreConnect(key)\n"
        "heavy = {'httpx', 'attr', 'attrs', 'jwt', 'cryptography', 'msgspec', 'dateutil', 'asyncio', 'anyio', 'ssl',\n"
        "         'dataclasses', 'inspect', 'logging', 'typing_extensions', 'json', 'email'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "key.token()\n"
        "print('jwt' in sys.modules, 'httpx' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "True False"]
