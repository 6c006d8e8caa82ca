"""The demo clinic on a server of one's own, to be stopped and started; and a network that fails by plan."""

from __future__ import annotations

import os
import random
import signal
import socket
import socketserver
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

HOTEL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<h1>Welcome, guest</h1>"
TROUBLE = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
FAULTS = (
    "refuse",
    "lose the answer",
    "double",
    "delay",
    "cut the request",
    "cut the answer",
    "hotel",
    "trouble",
    "reorder",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str) -> None:
    for _ in range(400):
        try:
            urllib.request.urlopen(f"{address}/help", timeout=2)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("The server did not start.")


class Served:
    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.environment = {
            **os.environ,
            "PORT": str(self.port),
            "COMPANION_INSTANCE": str(folder),
            # A passkey belongs to a name, and an address of numbers is none.
            "COMPANION_BASE_URL": f"http://localhost:{self.port}",
        }
        subprocess.run(
            [sys.executable, "-m", "companion", "demo", "--clients", "2", "--weeks", "2"],
            env=self.environment,
            check=True,
        )
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "companion", "serve"], env=self.environment, start_new_session=True
            )
            wait_for(self.address)

    def stop(self) -> None:
        if self.process:
            # All of it at once, as when a machine goes away.
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(20)
            self.process = None


class Network:
    """Stands between a phone and the server. Only what carries entries meets the faults."""

    def __init__(self, server_port: int, seed: int) -> None:
        self.server_port, self.chance = server_port, random.Random(seed)  # noqa: S311  # the same faults each time
        self.is_away = False
        self.share_of_faults = 0.0
        self.met: dict[str, int] = dict.fromkeys(FAULTS, 0)
        self.held: list[bytes] = []
        self.lock = threading.Lock()
        network = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                network.pass_on(self.request)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = int(self.server.server_address[1])
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def pass_on(self, phone: socket.socket) -> None:
        """One request, and the end of the connection: so each meets its own fate."""
        request = read_request(phone)
        if not request or self.is_away:
            return
        with suppress(OSError):
            self._meet(self._fate(request), request, phone)

    def _fate(self, request: bytes) -> str:
        with self.lock:
            if (
                not request.startswith(b"POST /offline/entries")
                or self.chance.random() >= self.share_of_faults
            ):
                return ""
            fault = self.chance.choice(FAULTS)
            self.met[fault] += 1
            return fault

    def _meet(self, fault: str, request: bytes, phone: socket.socket) -> None:
        acts: dict[str, Callable[[], Any]] = {
            "refuse": lambda: None,
            "lose the answer": lambda: self._ask(request),
            "double": lambda: [self._ask(request), phone.sendall(self._ask(request))],
            "delay": lambda: [time.sleep(0.05), phone.sendall(self._ask(request))],
            "cut the request": lambda: self._ask(request[: len(request) - 200], is_cut=True),
            "cut the answer": lambda: phone.sendall(self._ask(request)[:60]),
            "hotel": lambda: phone.sendall(HOTEL),
            "trouble": lambda: phone.sendall(TROUBLE),
            "reorder": lambda: self._hold(request),
            "": lambda: phone.sendall(self._ask(request)),
        }
        acts[fault]()
        if not fault:
            self._let_go()

    def _hold(self, request: bytes) -> None:
        with self.lock:
            self.held.append(request)

    def _let_go(self) -> None:
        """What was held on the way arrives after others that were sent later."""
        with self.lock:
            late = self.held.pop(0) if len(self.held) > 2 else None
        if late:
            self._ask(late)

    def arrive_late(self) -> None:
        while self.held:
            self._ask(self.held.pop(0))

    def _ask(self, request: bytes, *, is_cut: bool = False) -> bytes:
        with socket.create_connection(("127.0.0.1", self.server_port), timeout=20) as server:
            server.sendall(request)
            if is_cut:
                return b""
            parts = []
            while part := server.recv(65536):
                parts.append(part)
            return b"".join(parts)


def read_request(phone: socket.socket) -> bytes:
    """Whole, and told to close after it."""
    phone.settimeout(20)
    got = b""
    try:
        while b"\r\n\r\n" not in got:
            part = phone.recv(65536)
            if not part:
                return b""
            got += part
        head, _, body = got.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        sizes = [int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")]
        while len(body) < sum(sizes):
            body += phone.recv(65536)
    except OSError:
        return b""
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body
