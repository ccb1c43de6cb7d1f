"""What the role of a key allows."""

from __future__ import annotations

from typing import get_args

import pytest

from asc_sdk.api._operations import OPERATIONS
from asc_sdk.emulator import Emulator
from asc_sdk.emulator.errors import RefusedError
from asc_sdk.emulator.roles import Role, checked, judge
from tests.unit.emulator.asking import Asker

BY_NAME = {f"{one.client}.{one.name}": one for one in OPERATIONS}


def _may(roles: str | list[str], operation: str) -> bool:
    try:
        judge(checked(roles), BY_NAME[operation])
    except RefusedError as refused:
        (problem,) = refused.problems
        assert (problem.status, problem.code) == (403, "FORBIDDEN_ERROR")
        assert problem.detail == "The API key in use does not allow this request"
        return False
    return True


def test_an_admin_may_do_everything() -> None:
    assert [one for one in BY_NAME if not _may("ADMIN", one)] == []


def test_everybody_sees_the_apps_and_none_but_managers_change_them() -> None:
    for role in get_args(Role):
        assert _may(role, "apps.list")
        assert _may(role, "apps.update") == (role in ("ADMIN", "APP_MANAGER"))


@pytest.mark.parametrize(
    ("operation", "roles"),
    [
        ("users.list", "ADMIN"),
        ("user_invitations.create", "ADMIN"),
        ("finance_reports.download", "ADMIN FINANCE"),
        ("sales_reports.download", "ADMIN FINANCE SALES"),
        ("analytics_report_requests.create", "ADMIN"),
        ("analytics_report_requests.get", "ADMIN FINANCE SALES"),
        ("apps.list_analytics_report_requests", "ADMIN FINANCE SALES"),
        ("analytics_report_segments.get", "ADMIN FINANCE SALES"),
        ("customer_review_responses.create", "ADMIN CUSTOMER_SUPPORT"),
        ("apps.list_customer_reviews", "ADMIN APP_MANAGER CUSTOMER_SUPPORT DEVELOPER MARKETING"),
        ("profiles.create", "ADMIN APP_MANAGER DEVELOPER"),
        ("build_uploads.create", "ADMIN APP_MANAGER DEVELOPER"),
        ("beta_build_localizations.update", "ADMIN APP_MANAGER"),
        ("beta_groups.list", "ADMIN APP_MANAGER DEVELOPER MARKETING"),
        ("app_screenshots.create", "ADMIN APP_MANAGER MARKETING"),
        ("app_price_schedules.create", "ADMIN APP_MANAGER"),
        ("ci_build_runs.create", "ADMIN APP_MANAGER DEVELOPER"),
    ],
)
def test_who_may(operation: str, roles: str) -> None:
    assert [role for role in get_args(Role) if _may(role, operation)] == roles.split()


def test_several_roles_add_up() -> None:
    assert _may(["SALES", "DEVELOPER"], "sales_reports.download")
    assert _may(["SALES", "DEVELOPER"], "profiles.create")
    assert not _may(["SALES", "DEVELOPER"], "users.list")


@pytest.mark.parametrize("roles", ["BOSS", "admin", [], ["ADMIN", "BOSS"]])
def test_a_role_that_there_is_not(roles: str | list[str]) -> None:
    with pytest.raises(ValueError, match="a key has one of these roles, or several: ADMIN, APP_MANAGER"):
        checked(roles)


def test_a_key_with_a_role() -> None:
    emulator = Emulator()
    asker = Asker(emulator)
    asker.token = emulator.make_key("SALES1", role=["SALES"]).token()
    assert asker.ask("GET", "/v1/apps")[0] == 200
    assert asker.errors("GET", "/v1/users") == [("FORBIDDEN_ERROR", "")]
    with pytest.raises(ValueError, match="not BOSS"):
        emulator.make_key("X", role="BOSS")  # pyright: ignore[reportArgumentType] - what a script may write
