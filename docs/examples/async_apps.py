"""Ask for the newest builds of many apps at once."""

import asyncio

from asc_sdk import AsyncAppStoreConnect
from asc_sdk.models import App, Build


async def main() -> None:
    async with AsyncAppStoreConnect() as asc:
        apps = [app async for app in asc.apps.list(limit=200)]

        async def newest(app: App) -> Build | None:
            page = await asc.builds.list(filter_app=app.id, sort="-uploadedDate", limit=1)
            return page.items[0] if page.items else None

        for app, build in zip(apps, await asyncio.gather(*map(newest, apps)), strict=True):
            print(app.name, build.version if build else "no build yet")


asyncio.run(main())
