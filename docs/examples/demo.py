"""The SDK against an App Store Connect on this machine: `make demo`. No Apple account, no key, no network."""

from __future__ import annotations

import sys
import textwrap
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asc_sdk import AppStoreConnect, ConflictError, NotFoundError
from asc_sdk.emulator import Emulator

if TYPE_CHECKING:
    from collections.abc import Generator

WIDTH = 100
COLOURS = ("\033[1m", "\033[2m", "\033[31m", "\033[32m", "\033[0m")
BOLD, DIM, RED, GREEN, PLAIN = COLOURS if sys.stdout.isatty() else [""] * 5


@contextmanager
def step(title: str, call: str) -> Generator[None]:
    """Print what is done, the line of code that does it, and below them how long it took."""
    print(f"\n{BOLD}{title}{PLAIN}\n{DIM}  {call}{PLAIN}")
    began = time.perf_counter()
    yield
    print(f"{GREEN}{(time.perf_counter() - began) * 1000:>{WIDTH - 3}.1f} ms{PLAIN}")


def row(*cells: object) -> None:
    """Print aligned cells; what Apple left out is a dash."""
    print(("  " + "".join(f"{'-' if cell is None else cell!s:<32}" for cell in cells)).rstrip())


def failed(error: Exception) -> None:
    print(f"  {RED}{type(error).__name__}{PLAIN}")
    print(textwrap.fill(str(error), WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False))


def run(asc: AppStoreConnect) -> None:
    with step("All apps with their builds, page by page", 'asc.apps.list(include=["builds"], limit_builds=3, limit=3)'):
        apps = asc.apps.list(include=["builds"], limit_builds=3, limit=3)
        for number, page in enumerate(apps.pages(), 1):
            for app in page.items:
                row(f"page {number}: {app.name}", app.bundle_id, " ".join(str(build.version) for build in app.builds))

    bundle_id = apps.items[0].bundle_id
    with step(
        "One app by its bundle id", f'asc.apps.list(filter_bundle_id="{bundle_id}").one(bundle_id="{bundle_id}")'
    ):
        app = asc.apps.list(filter_bundle_id=str(bundle_id)).one(bundle_id=bundle_id)
        row(app.name, app.primary_locale, app.id)

    with step("A beta group", 'asc.beta_groups.create(name="QA", app=app, public_link_limit=100)'):
        group = asc.beta_groups.create(name="QA", app=app, public_link_enabled=True, public_link_limit=100)
        row(group.name, f"public link limit: {group.public_link_limit}", group.id)

    with step("Its testers", "asc.beta_groups.add_beta_testers(group.id, [ada, alan])"):
        ada = asc.beta_testers.create(email="ada@example.com", first_name="Ada", last_name="Lovelace")
        alan = asc.beta_testers.create(email="alan@example.com", first_name="Alan", last_name="Turing")
        asc.beta_groups.add_beta_testers(group.id, [ada, alan])
        for tester in asc.beta_groups.list_beta_testers(group.id):
            row(f"{tester.first_name} {tester.last_name}", tester.email)

    with step("None is sent as null, and clears", "asc.beta_groups.update(group.id, public_link_limit=None)"):
        group = asc.beta_groups.update(group.id, public_link_limit=None)
        row(group.name, f"public link limit: {group.public_link_limit}", group.id)

    with step("A mistake, in Apple's words", 'asc.beta_groups.create(name="QA", app="no-such-app")'):
        try:
            asc.beta_groups.create(name="QA", app="no-such-app")
        except ConflictError as error:
            failed(error)

    with step("Gone again", "asc.beta_groups.delete(group.id)"):
        asc.beta_groups.delete(group.id)
        try:
            asc.beta_groups.get(group.id)
        except NotFoundError as error:
            failed(error)


def main() -> None:
    began = time.perf_counter()
    with Emulator() as emulator, AppStoreConnect(emulator.key, base_url=emulator.url) as asc:
        started = (time.perf_counter() - began) * 1000
        print(f"App Store Connect on this machine: {emulator.url} ({started:.0f} ms to start)")
        run(asc)


if __name__ == "__main__":
    main()
