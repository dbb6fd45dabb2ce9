"""The server process around the web application: its socket, its signals, and the line that says it is ready."""

import ipaddress
import signal
import socket
from types import FrameType

import uvicorn

from graphs.agent.declared.load import load_file
from graphs.settings import GraphSettings
from service.app import create_app
from service.cli.collecting import collect_less
from service.cli.failing import fail
from service.cli.loop import run
from service.cli.output import tell
from service.server import Server
from service.settings import Settings

GRACE_S = 10
BACKLOG = 2048


class AnnouncedServer(Server):
    """Says where it listens once it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start; then tell, and leave what start-up has made out of every later garbage collection."""
        await super().startup(sockets)
        if self.started and sockets:
            collect_less()
            tell(f"Turnwise is ready on {address_of(sockets[0])}")


def serve(settings: Settings, listener: socket.socket) -> None:
    """Serve until a signal comes. Ends with exit code 1 where the application does not start.

    Raises ToolsFileError, before anything is opened, for a tools file that is not as it should be.
    """
    if (tools := GraphSettings().tools) is not None:
        load_file(tools)
    config = uvicorn.Config(
        create_app(settings),
        loop="none",
        http="httptools",
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        forwarded_allow_ips=settings.forwarded_allow_ips,
        timeout_graceful_shutdown=GRACE_S,
        backlog=BACKLOG,
    )
    server = AnnouncedServer(config)
    # Uvicorn raises the signal that ended it once more when all is closed; then it has done its work.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _ended)
    run(server.serve(sockets=[listener]))


def listen(host: str, port: int) -> socket.socket:
    """A socket that holds the address, to be listened on once there is something to serve.

    Ends with exit code 1 where the address cannot be had.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        fail(f"{host!r} is no address to listen on: {error.strerror}. Set another by --host.")
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        fail(
            f"cannot listen on {host}:{port}: {error.strerror}. Is another server running? Set another port by --port."
        )
    return listener


def address_of(listener: socket.socket) -> str:
    """The URL to open in a browser on this machine."""
    host, port = listener.getsockname()[:2]
    address = ipaddress.ip_address(host)
    if address.is_unspecified:
        return f"http://127.0.0.1:{port} (and every other address of this machine)"
    return f"http://[{host}]:{port}" if address.version == 6 else f"http://{host}:{port}"


def _ended(_number: int, _frame: FrameType | None) -> None:
    """The server has ended in good order."""
