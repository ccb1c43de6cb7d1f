"""Builds the site once for all tests of a run, whatever process asks first."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

from tests.apple_document import ROOT


def built_site(folder: Path) -> Path:
    """The site, built into `folder` as `make docs` builds it: a warning is an error."""
    site = folder / "site"
    with (folder / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "built").exists():
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
            environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
            (folder / "built").write_text(done.stdout + done.stderr if done.returncode else "")
    failed = (folder / "built").read_text()
    assert not failed, failed
    return site
