"""Uvicorn, told to end open event streams before it waits for its connections to close."""

import socket

import uvicorn


class Server(uvicorn.Server):
    """Serves the app of `service.app`: without this, one open stream holds up every shutdown."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say good-bye to the streams, then stop as usual."""
        site = self.lifespan.state.get("site")
        if site is not None:
            site.resources.live.close()
        await super().shutdown(sockets)
