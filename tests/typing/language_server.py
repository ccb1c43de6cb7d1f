"""A language server over its protocol, as an editor talks to it: open a text, ask what completes at a place."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import Queue
from typing import Any, Self

# A cold server reads the whole package first.
PATIENCE = 120.0
INTERNAL_ERROR = -32603
TRIES = 4


CAPABILITIES: dict[str, Any] = {
    "textDocument": {
        "completion": {
            "completionItem": {"snippetSupport": False, "tagSupport": {"valueSet": [1]}},
        },
        "hover": {"contentFormat": ["plaintext"]},
        "signatureHelp": {"signatureInformation": {"parameterInformation": {"labelOffsetSupport": False}}},
        "publishDiagnostics": {"tagSupport": {"valueSet": [1, 2]}},
    }
}
DEPRECATED_ITEM, DEPRECATED_CODE = 1, 2


class LanguageServer:
    """A server on standard input and output, in one workspace.

    Args:
        folder: The workspace; the files that are opened lie in it.
        name: `basedpyright` or `pyright`.
    """

    def __init__(self, folder: Path, name: str = "basedpyright") -> None:
        self._folder = folder
        self._version = 0
        self._diagnostics: dict[int, list[dict[str, Any]]] = {}
        self._answers: Queue[dict[str, Any]] = Queue()
        self._number = 0
        command = Path(sys.executable).parent / f"{name}-langserver"
        self._process = subprocess.Popen([command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._reader = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> Self:
        self._reader.start()
        root = self._folder.as_uri()
        self.request(
            "initialize",
            {
                "processId": None,
                "rootUri": root,
                "workspaceFolders": [{"uri": root, "name": "scripts"}],
                "capabilities": CAPABILITIES,
            },
        )
        self._send({"method": "initialized", "params": {}})
        return self

    def __exit__(self, *_: object) -> None:
        self._send({"method": "exit"})
        self._process.kill()
        self._process.wait()
        # The reader ends at the end of the stream; a pipe closed under it would end it with an error.
        self._reader.join(timeout=10)
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()

    def completions(self, text: str) -> list[str]:
        """What is offered where the text has a `§`, in the server's order."""
        return [item["label"] for item in self.items(text)]

    def items(self, text: str) -> list[dict[str, Any]]:
        """What is offered where the text has a `§`, as the server gives it."""
        found = self._ask("textDocument/completion", text)
        items: list[dict[str, Any]] = found["items"] if found else []
        return items

    def hover(self, text: str) -> str:
        """What is shown for the name at the `§`."""
        found = self._ask("textDocument/hover", text)
        return found["contents"]["value"] if found else ""

    def parameters(self, text: str) -> list[str]:
        """The parameters that are shown for the call at the `§`, in their order."""
        found = self._ask("textDocument/signatureHelp", text)
        return [parameter["label"] for parameter in found["signatures"][0]["parameters"]]

    def struck_through(self, text: str) -> list[str]:
        """The parts of the text that are marked as deprecated."""
        uri = self._open(text)
        deadline = time.monotonic() + PATIENCE
        while self._version not in self._diagnostics and time.monotonic() < deadline:
            self._take(self._answers.get(timeout=PATIENCE))
        self._close(uri)
        lines = text.splitlines()
        marked = [item for item in self._diagnostics[self._version] if DEPRECATED_CODE in item.get("tags", ())]
        places = [(item["range"]["start"], item["range"]["end"]) for item in marked]
        return [lines[start["line"]][start["character"] : end["character"]] for start, end in places]

    def _ask(self, method: str, text: str) -> Any:
        before, _, after = text.partition("§")
        uri = self._open(before + after)
        place = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        found = self.request(method, {"textDocument": {"uri": uri}, "position": place})
        self._close(uri)
        return found

    def _open(self, text: str) -> str:
        path = self._folder / "script.py"
        path.write_text(text)
        self._version += 1
        document = {"uri": path.as_uri(), "languageId": "python", "version": self._version, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return path.as_uri()

    def _close(self, uri: str) -> None:
        self._send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})

    def request(self, method: str, params: dict[str, Any]) -> Any:
        """The result of a request."""
        answer: dict[str, Any] = {}
        # basedpyright may trip over a text that it has not taken in yet; an editor asks again at the next key.
        for _ in range(TRIES):
            answer = self._answer(method, params)
            if answer.get("error", {}).get("code") != INTERNAL_ERROR:
                break
            time.sleep(0.2)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def _answer(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            answer: dict[str, Any] = self._answers.get(timeout=PATIENCE)
            self._take(answer)
            if answer.get("id") == self._number and "method" not in answer:
                return answer

    def _take(self, message: dict[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics" and "version" in message["params"]:
            self._diagnostics[message["params"]["version"]] = message["params"]["diagnostics"]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            message = json.loads(stream.read(length))
            if "method" in message and "id" in message:
                # The server's own questions, such as for its configuration, want an answer.
                asked = message.get("params", {}).get("items", [])
                self._send({"id": message["id"], "result": [None for _ in asked] if asked else None})
            else:
                self._answers.put(message)
