"""Make a certificate and a profile, ready for a keychain and for Xcode. The private key stays on this machine."""

import os
import secrets

from asc_sdk import AppStoreConnect, signing

password = os.environ.get("P12_PASSWORD") or secrets.token_urlsafe()

with AppStoreConnect() as asc:
    key = signing.SigningKey.generate()
    key.save("distribution.pem")  # first of all: without it the certificate is worth nothing
    certificate = asc.certificates.create(csr_content=key.csr(), certificate_type="DISTRIBUTION")
    path = signing.save_pkcs12("distribution.p12", certificate, key, password)
    print(path, signing.SigningCertificate.read(certificate))

    bundle_id = asc.bundle_ids.list(limit=1).items[0]
    name = f"{bundle_id.identifier} App Store"
    made = asc.profiles.create(name=name, profile_type="IOS_APP_STORE", bundle_id=bundle_id, certificates=[certificate])
    profile = signing.ProvisioningProfile.read(made)
    print(profile)
    for path in profile.install():
        print(path)
