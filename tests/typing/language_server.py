"""A language server over its protocol, as an editor talks to it: open a text, ask what completes at a place."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from queue import Queue
from typing import Any, Self

# A cold server reads the whole package first.
PATIENCE = 120.0


class LanguageServer:
    """basedpyright's server on standard input and output, in one workspace.

    Args:
        folder: The workspace; the files that are opened lie in it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._answers: Queue[dict[str, Any]] = Queue()
        self._number = 0
        command = Path(sys.executable).parent / "basedpyright-langserver"
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
                "capabilities": {"textDocument": {"completion": {"completionItem": {"snippetSupport": False}}}},
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
        """What is offered where the text has a `|`, in the server's order of labels."""
        before, _, after = text.partition("|")
        path = self._folder / "script.py"
        path.write_text(before + after)
        uri, line = path.as_uri(), before.count("\n")
        document = {"uri": uri, "languageId": "python", "version": 1, "text": before + after}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        place = {"line": line, "character": len(before.rpartition("\n")[2])}
        found = self.request("textDocument/completion", {"textDocument": {"uri": uri}, "position": place})
        self._send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})
        return [item["label"] for item in found["items"]]

    def request(self, method: str, params: dict[str, Any]) -> Any:
        """The result of a request."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            answer = self._answers.get(timeout=PATIENCE)
            if answer.get("id") == self._number and "method" not in answer:
                assert "error" not in answer, answer["error"]
                return answer["result"]

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
