"""The account's keys."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from asc_sdk.emulator import Emulator, keys
from asc_sdk.emulator.tokens import Tokens
from tests.unit.emulator.asking import Asker


def test_a_key_of_ones_own() -> None:
    key = keys.new_private_key()
    first, second = Emulator(None, private_key=key), Emulator(None, private_key=key)
    asker = Asker(second)
    asker.token = first.key.token()
    assert asker.get("/v1/apps")["data"] == []


def test_another_curve_is_refused() -> None:
    key = ec.generate_private_key(ec.SECP384R1())
    encoding, format = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    pem = key.private_bytes(encoding, format, serialization.NoEncryption()).decode()
    with pytest.raises(ValueError, match="P-256"):
        keys.accept(Tokens(), "KEY", pem, None)
