"""A reader's session with a running server, without a browser."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Subprotocol
from websockets.sync.client import ClientConnection, connect

SECONDS = 30


@dataclass(frozen=True)
class Session:
    """A session as the server knows it, and all that its first run sent."""

    id: str
    messages: tuple[ForwardMsg, ...]

    @property
    def alerts(self) -> list[str]:
        """What the page warns of."""
        sent = [message.delta.new_element for message in self.messages]
        return [part.alert.body for part in sent if part.HasField("alert")]

    @property
    def has_page(self) -> bool:
        """Whether there is more than a warning: a title."""
        sent = [message.delta.new_element for message in self.messages]
        return any(part.HasField("heading") for part in sent)


@contextmanager
def open_session(url: str, host: str | None = None) -> Iterator[Session]:
    """Open the first page of a server, under another name if one is given."""
    server = urlsplit(url)
    with connect(
        f"ws://{host or server.netloc}/_stcore/stream",
        sock=socket.create_connection((server.hostname, server.port), SECONDS),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        open_timeout=SECONDS,
    ) as stream:
        messages = tuple(_run_once(stream))
        [started] = [m for m in messages if m.HasField("new_session")]
        yield Session(started.new_session.initialize.session_id, messages)


def _run_once(stream: ClientConnection) -> Iterator[ForwardMsg]:
    """All messages of one run of the script."""
    asked = BackMsg()
    asked.rerun_script.query_string = "lang=en"
    stream.send(asked.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(bytes(stream.recv(SECONDS, decode=False)))
        yield message
        if message.HasField("script_finished"):
            return
