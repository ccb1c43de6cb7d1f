"""A whole script that lists one app, against a bare one of httpx, PyJWT and json."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.benchmarks.measure import paired, run_python
from tests.benchmarks.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.measure import Row

KEY = (
    ec.generate_private_key(ec.SECP256R1())
    .private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    .decode()
)

OURS = """
import sys
from asc_sdk import ApiKey, AppStoreConnect

key = ApiKey("ABC123DEFG", sys.argv[2], issuer_id="00000000-1111-2222-3333-444444444444")
with AppStoreConnect(key, base_url=sys.argv[1]) as asc:
    for app in asc.apps.list(limit=1).items:
        print(app.name, app.bundle_id)
"""

BARE = """
import json
import sys
import time

import httpx
import jwt

now = int(time.time())
claims = {"iss": "00000000-1111-2222-3333-444444444444", "iat": now, "exp": now + 900, "aud": "appstoreconnect-v1"}
token = jwt.encode(claims, sys.argv[2], algorithm="ES256", headers={"kid": "ABC123DEFG"})
with httpx.Client(headers={"Authorization": f"Bearer {token}"}) as client:
    for app in json.loads(client.get(f"{sys.argv[1]}/v1/apps", params={"limit": 1}).content)["data"]:
        print(app["attributes"]["name"], app["attributes"]["bundleId"])
"""


def rows(rounds: int) -> Iterator[Row]:
    with serving("apps", pages=1, size=1) as origin:
        assert run_python(OURS, origin, KEY).output == run_python(BARE, origin, KEY).output
        measured = paired(lambda: run_python(OURS, origin, KEY).cpu, lambda: run_python(BARE, origin, KEY).cpu, rounds)
    yield measured.row("a whole script that lists one app", 1.2, "bare httpx, PyJWT and json")
