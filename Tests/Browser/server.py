"""The real server, started as `walletdesk demo` on a free port; it can be stopped and started again on the same data."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = ROOT / os.environ.get("WALLETDESK_BINARY", ".build/debug/walletdesk")
PASSWORD = "wallet-demo-2026"
READY_SECONDS_MAX = 90
STOP_SECONDS_MAX = 20


class Server:
    def __init__(self, data: Path, database: str | None = None):
        self.data = data
        self.database = database
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen | None = None

    def start(self):
        command = [str(BINARY), "demo", "--listen", f"127.0.0.1:{self.port}", "--data", str(self.data), "--log-level", "warning"]
        if self.database:
            command += ["--database", self.database]
        self.data.mkdir(parents=True, exist_ok=True)
        with open(self.data / "server.log", "ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        end = time.monotonic() + READY_SECONDS_MAX
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(self.address + "/health/ready", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("The server did not get ready:\n" + self.log()[-3000:])

    def stop(self):
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"The server did not stop within {STOP_SECONDS_MAX} seconds of SIGTERM.")
        finally:
            self.process = None

    def log(self) -> str:
        return (self.data / "server.log").read_text(errors="replace")

    def agent_token(self, login="chen") -> str:
        return self.post("/api/v1/desk/sessions", {"login": login, "password": PASSWORD})["token"]

    def post(self, path: str, body: dict, token: str | None = None, key: str | None = None) -> dict:
        return self._call("POST", path, body, token, key)

    def get(self, path: str, token: str | None = None) -> dict:
        return self._call("GET", path, None, token, None)

    def _call(self, method: str, path: str, body: dict | None, token: str | None, key: str | None) -> dict:
        headers = {"Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if key:
            headers["Idempotency-Key"] = key
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read().decode(errors='replace')}") from error


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def chromium() -> str:
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
