"""Who is in the team and what they may do; invite somebody, and take a role away."""

from collections import Counter

from asc_sdk import AppStoreConnect

with AppStoreConnect() as asc:
    roles: Counter[str] = Counter()
    for user in asc.users.list(include=["visibleApps"], limit=200):
        roles.update(user.roles or [])
        apps = "all apps" if user.all_apps_visible else ", ".join(str(app.name) for app in user.visible_apps)
        print(user.username, user.roles, apps)
        if {"APP_MANAGER", "MARKETING"} <= set(user.roles or []):
            asc.users.update(user.id, roles=["APP_MANAGER"])  # who may do all that marketing may
    print(dict(roles))

    app = asc.apps.list(limit=1).items[0]
    invitation = asc.user_invitations.create(
        email="grace@example.com",
        first_name="Grace",
        last_name="Hopper",
        roles=["DEVELOPER"],
        all_apps_visible=False,
        visible_apps=[app],
    )
    print("invited:", invitation.email, "until", invitation.expiration_date)
