"""A build's way through beta review."""

from __future__ import annotations

from asc_sdk.emulator import Emulator


def test_a_submission_and_its_build_go_from_state_to_state(emulator: Emulator) -> None:
    detail = emulator.add("buildBetaDetails", external_build_state="READY_FOR_BETA_SUBMISSION")
    build = emulator.add("builds", build_beta_detail=detail, app=emulator.add("apps"))
    submission = emulator.add("betaAppReviewSubmissions", build=build)
    emulator.app.service.machines.created(submission)
    seen: list[tuple[str, str]] = []
    for _ in range(4):
        seen.append((submission.attributes["betaReviewState"], detail.attributes["externalBuildState"]))
        emulator.app.service.timeline.run()
    assert seen == [
        ("WAITING_FOR_REVIEW", "WAITING_FOR_BETA_REVIEW"),
        ("IN_REVIEW", "IN_BETA_REVIEW"),
        ("APPROVED", "BETA_APPROVED"),
        ("APPROVED", "BETA_APPROVED"),
    ]


def test_a_submission_without_a_build_goes_alone(emulator: Emulator) -> None:
    submission = emulator.add("betaAppReviewSubmissions")
    emulator.app.service.machines.created(submission)
    for _ in range(3):
        emulator.app.service.timeline.run()
    assert submission.attributes["betaReviewState"] == "APPROVED"


def test_a_build_that_is_deleted_meanwhile_stays_deleted(emulator: Emulator) -> None:
    build = emulator.add("builds", build_beta_detail=emulator.add("buildBetaDetails"))
    submission = emulator.add("betaAppReviewSubmissions", build=build)
    emulator.app.service.machines.created(submission)
    emulator.app.service.store.remove(build)
    for _ in range(3):
        emulator.app.service.timeline.run()
    assert emulator.get("builds", build.id) is None
