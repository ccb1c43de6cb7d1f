"""In any order: create, link, list, update, delete agree with a plain model of what should be there."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from asc_sdk.emulator import Emulator
from asc_sdk.emulator.messages import Incoming

NAMES = st.sampled_from(["QA", "Team", "a, b", "größe & +", "x" * 40])
LIMITS = st.one_of(st.none(), st.integers(1, 10_000))


class Groups(RuleBasedStateMachine):
    """Beta groups with their apps and testers."""

    apps = Bundle("apps")
    groups = Bundle("groups")
    testers = Bundle("testers")

    def __init__(self) -> None:
        super().__init__()
        self.emulator = Emulator(None)
        self.token = self.emulator.key.token()
        # Group → its attributes, its app, its testers in their order. Plain data: nothing of the store's.
        self.model: dict[str, dict[str, Any]] = {}
        self.known: set[str] = set()

    def ask(self, method: str, target: str, data: Any = None) -> tuple[int, Any]:
        path, _, query = target.partition("?")
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        body = b"" if data is None else json.dumps({"data": data}).encode()
        answer = self.emulator.app.service.answer(Incoming(method, path, query, headers, body))
        return answer.status, json.loads(answer.body) if answer.body else None

    @initialize(target=apps)
    def first_app(self) -> str:
        return self.emulator.add("apps", "first", name="First").id

    @rule(target=apps, id=st.sampled_from(["second", "a/b", "größe"]))
    def add_app(self, id: str) -> str:
        if self.emulator.get("apps", id) is None:
            self.emulator.add("apps", id)
        return id

    @rule(target=testers, number=st.integers(1, 4))
    def add_tester(self, number: int) -> str:
        id = f"tester-{number}"
        if id not in self.known:
            self.known.add(id)
            self.emulator.add("betaTesters", id, email=f"{id}@example.com")
        return id

    @rule(target=groups, app=apps, name=NAMES, limit=LIMITS, members=st.lists(testers, unique=True))
    def create(self, app: str, name: str, limit: int | None, members: list[str]) -> str:
        members = [id for id in members if id in self.known]
        taken = any(group["app"] == app and group["name"] == name for group in self.model.values())
        relationships = {
            "app": {"data": {"type": "apps", "id": app}},
            "betaTesters": {"data": [{"type": "betaTesters", "id": id} for id in members]},
        }
        attributes = {"name": name, "publicLinkLimit": limit}
        data = {"type": "betaGroups", "attributes": attributes, "relationships": relationships}
        status, document = self.ask("POST", "/v1/betaGroups", data)
        if taken:
            assert status == 409
            assert document["errors"][0]["code"] == "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE"
            return "none"
        assert status == 201, document
        id: str = document["data"]["id"]
        self.model[id] = {"app": app, "name": name, "limit": limit, "testers": members}
        return id

    @rule(group=groups, limit=LIMITS)
    def update(self, group: str, limit: int | None) -> None:
        data = {"type": "betaGroups", "id": group, "attributes": {"publicLinkLimit": limit}}
        status, document = self.ask("PATCH", f"/v1/betaGroups/{group}", data)
        if group not in self.model:
            assert status == 404
            return
        self.model[group]["limit"] = limit
        assert (status, document["data"]["attributes"]["publicLinkLimit"]) == (200, limit)

    @rule(group=groups, ids=st.lists(testers, min_size=1, unique=True), method=st.sampled_from(["POST", "DELETE"]))
    def relink(self, group: str, ids: list[str], method: str) -> None:
        ids = [id for id in ids if id in self.known]
        data = [{"type": "betaTesters", "id": id} for id in ids]
        status, _ = self.ask(method, f"/v1/betaGroups/{group}/relationships/betaTesters", data)
        if group not in self.model:
            assert status == 404
            return
        assert status == 204
        before: list[str] = self.model[group]["testers"]
        if method == "POST":
            self.model[group]["testers"] = before + [id for id in ids if id not in before]
        else:
            self.model[group]["testers"] = [id for id in before if id not in ids]

    @rule(group=groups)
    def delete(self, group: str) -> None:
        status, _ = self.ask("DELETE", f"/v1/betaGroups/{group}")
        assert status == (204 if self.model.pop(group, None) else 404)

    @rule(tester=consumes(testers))
    def delete_tester(self, tester: str) -> None:
        status, _ = self.ask("DELETE", f"/v1/betaTesters/{tester}")
        assert status == (204 if tester in self.known else 404)
        self.known.discard(tester)
        for group in self.model.values():
            group["testers"] = [id for id in group["testers"] if id != tester]

    @rule(app=apps, name=NAMES, size=st.integers(1, 3))
    def list_by_filter(self, app: str, name: str, size: int) -> None:
        value = quote(name, safe="")
        found = self.pages(f"/v1/betaGroups?filter[app]={quote(app, safe='')}&filter[name]={value}&limit={size}")
        wanted = {id for id, group in self.model.items() if (group["app"], group["name"]) == (app, name)}
        assert {item["id"] for item in found} == wanted

    @rule(size=st.integers(1, 3))
    def list_sorted(self, size: int) -> None:
        found = self.pages(f"/v1/betaGroups?sort=-name&limit={size}")
        names = [item["attributes"]["name"] for item in found]
        assert names == sorted((group["name"] for group in self.model.values()), reverse=True)

    @invariant()
    def everything_is_as_the_model_says(self) -> None:
        found = self.pages("/v1/betaGroups?include=app,betaTesters&limit=2")
        assert {
            item["id"]: {
                "app": item["relationships"]["app"]["data"]["id"],
                "name": item["attributes"]["name"],
                "limit": item["attributes"]["publicLinkLimit"],
                "testers": [one["id"] for one in item["relationships"]["betaTesters"]["data"]],
            }
            for item in found
        } == self.model

    @invariant()
    def the_other_end_agrees(self) -> None:
        for tester in self.known:
            _, document = self.ask("GET", f"/v1/betaTesters/{tester}/relationships/betaGroups")
            groups = {id for id, group in self.model.items() if tester in group["testers"]}
            assert {item["id"] for item in document["data"]} == groups

    def pages(self, target: str) -> list[Any]:
        """All of a list, by its links."""
        found: list[Any] = []
        while target:
            status, document = self.ask("GET", target)
            assert status == 200, document
            found += document["data"]
            assert document["meta"]["paging"]["total"] >= len(document["data"])
            target = document["links"].get("next", "").removeprefix("http://localhost")
        return found


TestGroups = Groups.TestCase
TestGroups.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
