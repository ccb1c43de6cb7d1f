"""Provisioning: keys, signing requests, certificates with their keys, and profiles where Xcode looks for them.

from asc_sdk import signing

key = signing.SigningKey.generate()
certificate = asc.certificates.create(csr_content=key.csr(), certificate_type="DISTRIBUTION")
signing.save_pkcs12("distribution.p12", certificate, key, password)
signing.ProvisioningProfile.read(asc.profiles.get(profile_id)).install()
"""

from __future__ import annotations

from .certificates import SigningCertificate
from .identity import pkcs12, save_pkcs12
from .keys import SigningKey
from .profiles import ProvisioningProfile

__all__ = ["ProvisioningProfile", "SigningCertificate", "SigningKey", "pkcs12", "save_pkcs12"]
