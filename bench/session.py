"""A reader's session without a browser: the messages that a browser would exchange with the server, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

_LARGEST = 2**26  # bytes of one message
_PATIENCE = 120.0  # seconds for the first answer


class Session:
    """One open page. ``elements``: what it shows by id; ``fragments``: in which fragment each of them stands."""

    def __init__(self, socket: ClientConnection, query: str) -> None:
        self._socket = socket
        self._query = query
        self._page = ""
        self._widgets: dict[str, WidgetState] = {}
        self._kept: set[str] = set()
        self.elements: dict[str, Any] = {}
        self.fragments: dict[str, str] = {}

    def widget(self, ending: str) -> str:
        """Give the id of the widget that ends so; raises StopIteration where the page has none."""
        return next(element for element in self.elements if element.endswith(ending))

    def component(self) -> str:
        """Give the id of the page's map; raises StopIteration where it has none."""
        return next(key for key, shown in self.elements.items() if shown.DESCRIPTOR.name == "ComponentInstance")

    def change(self, element: str, **value: Any) -> None:
        """Give a widget a value, as a reader does, and run what has to run: its fragment, else the whole page."""
        state = WidgetState(id=element)
        for field, content in value.items():
            if field.endswith("array_value"):
                getattr(state, field).data.extend(content)
            else:
                setattr(state, field, content)
        self._widgets[element] = state
        self.run(fragment=self.fragments.get(element, ""))

    def run(self, *, fragment: str = "") -> None:
        """Run the page, or a fragment of it, and wait until it has run."""
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_script_hash = self._page
        message.rerun_script.fragment_id = fragment
        message.rerun_script.widget_states.widgets.extend(self._widgets.values())
        message.rerun_script.cached_message_hashes.extend(self._kept)
        self._socket.send(message.SerializeToString())
        while not self._take(ForwardMsg.FromString(self._socket.recv(decode=False))):
            pass

    def _take(self, message: ForwardMsg) -> bool:
        """Take one message; true when the run is over."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._page = message.new_session.page_script_hash
        if message.metadata.cacheable and message.hash:
            self._kept.add(message.hash)
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._show(message)
        if kind == "session_event" and message.session_event.WhichOneof("type") == "script_compilation_exception":
            raise RuntimeError(message.session_event.script_compilation_exception.message)
        finished = ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
        return kind == "script_finished" and message.script_finished in finished

    def _show(self, message: ForwardMsg) -> None:
        """Remember an element that has an id."""
        element = message.delta.new_element
        kind = str(element.WhichOneof("type"))
        shown = getattr(element, kind)
        if kind == "exception":
            raise RuntimeError(shown.message)
        if identity := getattr(shown, "id", ""):
            self.elements[identity] = shown
            self.fragments[identity] = message.delta.fragment_id


def connected(port: int) -> ClientConnection:
    """Open a line to a server, as a browser does, and keep it however long an answer takes."""
    return connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        max_size=_LARGEST,
        open_timeout=_PATIENCE,
        ping_interval=None,
    )


@contextmanager
def opened(port: int, query: str = "") -> Iterator[Session]:
    """Open a page: it has run once when the block starts."""
    with connected(port) as socket:
        session = Session(socket, query)
        session.run()
        yield session
