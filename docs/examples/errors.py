"""Tell the errors apart that a script can do something about."""

from asc_sdk import APIConnectionError, APIStatusError, AppStoreConnect, ConflictError, NotFoundError, RateLimitError

with AppStoreConnect() as asc:
    try:
        app = asc.apps.list(limit=1).items[0]
        asc.apps.update(app.id, bundle_id="not a bundle id")
    except ConflictError as error:
        if error.has_code("ENTITY_ERROR.ATTRIBUTE"):
            for one in error.errors:
                print(one.code, one.pointer, one.detail)
    except NotFoundError as error:
        print("gone:", error.path)
    except RateLimitError as error:
        print("later, in", error.retry_after, "seconds")
    except APIStatusError as error:
        print(error.status, error.codes, "for Apple's support:", error.request_id)
    except APIConnectionError as error:
        print("no answer:", error)
