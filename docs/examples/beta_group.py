"""Make an internal TestFlight group, put a tester into it, lift its limit, and remove it."""

from asc_sdk import AppStoreConnect

with AppStoreConnect() as asc:
    app = asc.apps.list(limit=1).items[0]
    tester = asc.beta_testers.create(email="ada@example.com", first_name="Ada", last_name="Lovelace")

    group = asc.beta_groups.create(name="QA", app=app, public_link_enabled=True, public_link_limit=100)
    asc.beta_groups.add_beta_testers(group.id, [tester])
    print([member.email for member in asc.beta_groups.list_beta_testers(group.id)])

    group = asc.beta_groups.update(group.id, public_link_limit=None)  # None is sent as null; left out is left out
    print(group.name, group.public_link_limit)

    asc.beta_groups.delete(group.id)
