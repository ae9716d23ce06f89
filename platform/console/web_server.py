"""gunicorn inside our own process: addresses, warm workers, and an end without leftovers."""

import contextlib
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any, NoReturn

from gunicorn.app.base import BaseApplication
from gunicorn.errors import HaltServer
from gunicorn.workers.gthread import ThreadWorker

from config import environment
from console.refusal import Refusal

_LOOPBACK = ("127.0.0.1", "::1")  # `localhost` is one of them first, depending on the system
_PATIENCE = 15.0  # seconds; workers of a killed server need some to notice
_WARM_PATHS = ("/health", "/")


class PortTaken(Refusal):
    """Another program listens on the port."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} is taken by another program. Stop that program, or choose another port: "
            f"PORT={port + 1 if port < 65535 else 8001}."
        )


class ServerDidNotStart(Refusal):
    """No worker could load the application."""

    def __init__(self) -> None:
        super().__init__("The web server did not start; the lines above say why.")


def loopback_addresses(port: int) -> list[str]:
    """Give the addresses behind `localhost` that this machine has.

    Raises:
        PortTaken: one of them is in use and stays so.
    """
    bound = [f"[{ip}]:{port}" if ":" in ip else f"{ip}:{port}" for ip in _LOOPBACK if _has(ip)]
    deadline = time.monotonic() + _PATIENCE
    while not all(_is_free(ip, port) for ip in _LOOPBACK if _has(ip)):
        if time.monotonic() > deadline:
            raise PortTaken(port)
        time.sleep(0.1)
    return bound


def _has(ip: str) -> bool:
    return _is_free(ip, 0)


def _is_free(ip: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    with contextlib.suppress(OSError), socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((ip, port))
        return True
    return False


class Worker(ThreadWorker):
    """A worker that ends when the server's first process says so, and at once.

    A terminal sends Ctrl-C to every process: a worker that acts on it by itself may be told twice,
    in the middle of ending, and then goes on to end what its parent began.
    """

    def init_signals(self) -> None:
        """Leave Ctrl-C to the first process, also while the application is still being loaded."""
        super().init_signals()
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def handle_quit(self, *_told: object) -> None:
        """End here: an exception raised wherever this came in could be caught, or locked out."""
        os._exit(0)


class WebServer(BaseApplication):
    """The server of Meetlat's WSGI application."""

    def __init__(self, *, addresses: Sequence[str], when_ready: Callable[[], None]) -> None:
        """Take the addresses to listen on and what to do once a worker can answer."""
        self._addresses = list(addresses)
        self._when_ready = when_ready
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's own choice."""
        surroundings = environment.current()
        settings: dict[str, Any] = {
            "bind": self._addresses,
            "workers": surroundings.web_workers,
            "threads": surroundings.web_threads,
            "worker_class": Worker,
            "timeout": 120,  # seconds; a large import is one request
            "graceful_timeout": 20,
            "keepalive": 5,
            "loglevel": "warning",
            "forwarded_allow_ips": ",".join(map(str, surroundings.trusted_proxies)) or "127.0.0.1",
            "control_socket_disable": True,
            "post_worker_init": lambda worker: self._begin(worker.wsgi, worker.age),
            "worker_exit": lambda _arbiter, _worker: _end_here(),
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def run(self) -> None:
        """Serve until a signal ends it.

        Raises:
            ServerDidNotStart: the application could not be loaded.
        """
        try:
            super().run()
        except HaltServer as halted:
            raise ServerDidNotStart from halted

    def _begin(self, application: Callable[..., Any], number: int) -> None:
        warm(application, environment.current().base_domain)
        if number == 1:  # the first of the workers tells; others follow, now and later
            self._when_ready()

    def load(self) -> Any:  # noqa: ANN401 - a WSGI application
        """Give the application; called in each worker."""
        from config.wsgi import application

        return application


def _end_here() -> NoReturn:
    """End a worker without unwinding what its parent began: the database is not its to stop."""
    ending = sys.exc_info()[1]
    code = ending.code if isinstance(ending, SystemExit) else 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0)


def warm(application: Callable[..., Any], host: str) -> None:
    """Ask for a page before anybody does: imports and templates are loaded, the database is met."""
    for path in _WARM_PATHS:
        try:
            _ask(application, host, path)
        except Exception:  # whoever asks for the page gets the answer; the others are served
            logging.getLogger(__name__).exception("The page %s failed while warming up.", path)


def _ask(application: Callable[..., Any], host: str, path: str) -> None:
    surroundings = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": host,
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    with contextlib.closing(application(surroundings, lambda *_: None)) as answer:
        b"".join(answer)
