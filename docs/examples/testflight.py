"""Send the newest build to an external TestFlight group: testers, what to test, beta review."""

from asc_sdk import AppStoreConnect, ConflictError

TESTERS = [("ada@example.com", "Ada", "Lovelace"), ("alan@example.com", "Alan", "Turing")]

with AppStoreConnect() as asc:
    app = asc.apps.list(limit=1).items[0]
    build = asc.builds.list(filter_app=app.id, sort="-uploadedDate", limit=1).items[0]

    group = asc.beta_groups.create(name="Neighbours", app=app, public_link_enabled=True, public_link_limit=1000)
    for email, first_name, last_name in TESTERS:
        tester = asc.beta_testers.create(email=email, first_name=first_name, last_name=last_name, beta_groups=[group])
        print(tester.email)

    notes = asc.builds.list_beta_build_localizations(build.id).first(locale="en-US")
    if notes is None:
        asc.beta_build_localizations.create(build=build, locale="en-US", whats_new="Please try the new search.")
    else:
        asc.beta_build_localizations.update(notes.id, whats_new="Please try the new search.")

    asc.beta_groups.add_builds(group.id, [build])
    try:
        review = asc.beta_app_review_submissions.create(build=build)
    except ConflictError as error:  # it was submitted before, or something is missing
        print(error)
    else:
        print(build.version, review.beta_review_state)
