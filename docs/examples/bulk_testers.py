"""Invite many testers at once, a few at a time, with progress: `bulk_testers.py testers.csv` (email, first, last)."""

import asyncio
import csv
import sys
from pathlib import Path

from asc_sdk import AppStoreConnectError, AsyncAppStoreConnect, ConflictError

AT_ONCE = 5
SAMPLE = [[f"tester{number}@example.com", "Test", str(number)] for number in range(20)]


async def main() -> None:
    rows = list(csv.reader(Path(sys.argv[1]).read_text().splitlines())) if len(sys.argv) > 1 else SAMPLE
    failed: list[str] = []
    done = 0
    slots = asyncio.Semaphore(AT_ONCE)

    async with AsyncAppStoreConnect() as asc:
        app = (await asc.apps.list(limit=1)).items[0]
        group = await asc.beta_groups.create(name="Everybody", app=app)

        async def invite(email: str, first_name: str, last_name: str) -> None:
            nonlocal done
            async with slots:
                try:
                    await asc.beta_testers.create(
                        email=email, first_name=first_name, last_name=last_name, beta_groups=[group]
                    )
                except ConflictError:  # a tester already: into the group
                    tester = await asc.beta_testers.list(filter_email=email).one(email=email)
                    await asc.beta_groups.add_beta_testers(group.id, [tester])
                except AppStoreConnectError as error:
                    failed.append(f"{email}: {error}")
            done += 1
            print(f"\r{done} of {len(rows)}", end="", flush=True)

        await asyncio.gather(*(invite(*row) for row in rows))
        print(f"\n{len(rows) - len(failed)} invited, left this hour: {asc.rate_limit}", *failed, sep="\n")


asyncio.run(main())
