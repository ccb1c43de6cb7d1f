"""Provisioning and people: bundle ids, devices, certificates, profiles, users."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from .apps import APPS

if TYPE_CHECKING:
    from .planting import Planter

_DEVICES = (("Ada's iPhone", "IPHONE"), ("Grace's iPhone", "IPHONE"), ("Studio iPad", "IPAD"))
_USERS = (
    ("Ada", "Lovelace", "ACCOUNT_HOLDER"),
    ("Alan", "Turing", "DEVELOPER"),
    ("Margaret", "Hamilton", "APP_MANAGER"),
)


def plant(planter: Planter) -> None:
    """A bundle id with a profile for each app, three devices, three users."""
    devices = [
        planter.add(
            "devices",
            name=name,
            platform="IOS",
            udid=f"00008120-{number:016X}",
            device_class=of_class,
            status="ENABLED",
            model=None,
            added_date=planter.days_ago(200),
        )
        for number, (name, of_class) in enumerate(_DEVICES, 1)
    ]
    certificate = planter.add(
        "certificates",
        name="Apple Distribution: Example Company",
        display_name="Example Company",
        certificate_type="DISTRIBUTION",
        serial_number="4A1B2C3D4E5F6071",
        platform=None,
        activated=True,
        expiration_date=planter.days_ago(-300),
        certificate_content=base64.b64encode(b"certificate").decode(),
    )
    for app_id, name, identifier, _ in APPS:
        bundle_id = planter.add(
            "bundle_ids",
            name=name,
            identifier=identifier,
            platform="UNIVERSAL",
            seed_id="ABCDE12345",
            app=app_id,
        )
        planter.add("bundle_id_capabilities", capability_type="PUSH_NOTIFICATIONS", settings=None, bundle_id=bundle_id)
        planter.add(
            "profiles",
            name=f"{name} App Store",
            platform="IOS",
            profile_type="IOS_APP_STORE",
            profile_state="ACTIVE",
            uuid=f"00000000-0000-4000-8000-00{app_id}",
            profile_content=base64.b64encode(f"profile {name}".encode()).decode(),
            created_date=planter.days_ago(60),
            expiration_date=planter.days_ago(-300),
            bundle_id=bundle_id,
            certificates=[certificate],
            devices=devices,
        )
    for first, last, role in _USERS:
        email = f"{first.lower()}@example.com"
        planter.add(
            "users",
            username=email,
            first_name=first,
            last_name=last,
            roles=[role],
            all_apps_visible=True,
            provisioning_allowed=True,
        )
    planter.add(
        "user_invitations",
        email="newcomer@example.com",
        first_name="New",
        last_name="Comer",
        roles=["DEVELOPER"],
        all_apps_visible=True,
        provisioning_allowed=False,
        expiration_date=planter.days_ago(-3),
    )
