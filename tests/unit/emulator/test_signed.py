"""The certificates and profiles that the emulator makes can be read like Apple's, over the SDK and its `signing`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from asc_sdk import AppStoreConnect
from asc_sdk.emulator import Emulator
from asc_sdk.errors import ConfigurationError
from asc_sdk.signing import ProvisioningProfile, SigningCertificate, SigningKey, pkcs12


@pytest.fixture
def asc() -> Iterator[AppStoreConnect]:
    with Emulator() as emulator, AppStoreConnect(emulator.key, base_url=emulator.url) as client:
        yield client


@pytest.mark.parametrize("kind", ["RSA", "EC"])
def test_a_certificate_is_for_the_key_of_its_request(asc: AppStoreConnect, kind: str) -> None:
    key = SigningKey.generate("EC" if kind == "EC" else "RSA")
    made = asc.certificates.create(csr_content=key.csr(), certificate_type="DISTRIBUTION")
    read = SigningCertificate.read(asc.certificates.get(made.id))
    assert key.fits(read)
    assert read.serial_number == made.serial_number
    assert made.expiration_date is not None
    # The two are made one after the other, and a second may end between them.
    assert abs(read.expires - made.expiration_date) <= timedelta(seconds=1)
    assert not read.is_expired()
    assert pkcs12(made, key, "password")


@pytest.mark.parametrize(("kind", "platform"), [("IOS_APP_STORE", "iOS"), ("MAC_APP_STORE", "OSX")])
def test_a_profile_says_what_its_resource_says(asc: AppStoreConnect, kind: str, platform: str) -> None:
    key = SigningKey.generate("EC")
    certificate = asc.certificates.create(csr_content=key.csr(), certificate_type="DISTRIBUTION")
    made = asc.profiles.create(
        name="Example",
        profile_type="MAC_APP_STORE" if platform == "OSX" else "IOS_APP_STORE",
        bundle_id=asc.bundle_ids.list(limit=1).items[0],
        certificates=[certificate],
    )
    read = ProvisioningProfile.read(made)
    assert (read.uuid, read.name, read.platforms) == (made.uuid, "Example", [platform])
    assert made.profile_type == kind
    assert not read.is_expired()


def test_what_is_no_signing_request_gives_what_is_no_certificate(asc: AppStoreConnect) -> None:
    made = asc.certificates.create(csr_content="no request", certificate_type="DISTRIBUTION")
    with pytest.raises(ConfigurationError, match="no certificate"):
        SigningCertificate.read(made)
