"""The page that takes files in, used without a browser: the messages that a browser would send, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection

from bench.session import Session, connected
from shiensys.text import say
from shiensys.web.upload import kinds

KIND, CITY = "district-list", "22212"
_BOUNDARY = "the-file"
_COOKIE = re.compile(r"_streamlit_xsrf=([^;]+)")


class Page(Session):
    """The page, open. ``port``: the server's."""

    def __init__(self, socket: ClientConnection, query: str, port: int) -> None:
        super().__init__(socket, query)
        self._at = f"http://127.0.0.1:{port}"
        self._places: list[FileURLs] = []
        self._texts: list[str] = []

    def choose_city(self) -> None:
        """Name a city that the store doesn't hold yet; where it does, it is chosen already."""
        if any(element.endswith("upload-code") for element in self.elements):
            self.change(self.widget("upload-code"), string_value=CITY)
            self.change(self.widget("upload-name"), string_value=CITY)

    def bring(self, name: str, content: bytes) -> None:
        """Drop a file: it is read and checked, and the page shows what came of it."""
        where = self._place_for(name)
        self._put(where, name, content)
        uploader = next(element for element in reversed(self.elements) if "-upload-file-" in element)
        state = WidgetState(id=uploader)
        held = UploadedFileInfo(name=name, size=len(content), file_id=where.file_id, file_urls=where)
        state.file_uploader_state_value.uploaded_file_info.append(held)
        self._widgets[uploader] = state
        self.run()

    def save(self) -> bool:
        """Press the button; gives whether the page says that it is saved. Raises RuntimeError where there is none."""
        button = next((element for element in reversed(self.elements) if element.endswith("upload-save")), None)
        if button is None:
            raise RuntimeError(f"the page offers no saving: {self._texts[-6:]}")
        self._texts.clear()
        self.change(button, trigger_value=True)
        del self._widgets[button]  # it was pressed once
        said = say("upload.saved", city="|", kind="|", rows="|").split("|")[2]
        return any(said in text for text in self._texts)

    def _place_for(self, name: str) -> FileURLs:
        """Ask the server where a file goes."""
        message = BackMsg()
        message.file_urls_request.request_id = name
        message.file_urls_request.file_names.append(name)
        self._socket.send(message.SerializeToString())
        self._places.clear()
        while not self._places:
            self._take(ForwardMsg.FromString(self._socket.recv(decode=False)))
        return self._places[0]

    def _put(self, where: FileURLs, name: str, content: bytes) -> None:
        """Send a file there."""
        with urlopen(f"{self._at}/_stcore/health", timeout=30) as answer:
            token = _COOKIE.search(answer.headers["Set-Cookie"] or "")
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        headers = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
        if token:
            headers |= {"X-Xsrftoken": token[1], "Cookie": token[0]}
        body = head.encode() + content + f"\r\n--{_BOUNDARY}--\r\n".encode()
        with urlopen(Request(self._at + where.upload_url, data=body, headers=headers, method="PUT"), timeout=30):
            pass

    def _take(self, message: ForwardMsg) -> bool:
        """Take one message; true when the run is over."""
        if message.WhichOneof("type") == "file_urls_response":
            self._places.extend(message.file_urls_response.file_urls)
        return super()._take(message)

    def _show(self, message: ForwardMsg) -> None:
        """Remember what is written too."""
        element = message.delta.new_element
        if element.WhichOneof("type") == "html":
            self._texts.append(element.html.body)
        super()._show(message)


@contextmanager
def opened(port: int) -> Iterator[Page]:
    """Open the page for one kind of file."""
    query = urlencode({"page": say("web.choose.page.upload"), "loads": kinds.name(KIND)})
    with connected(port) as socket:
        page = Page(socket, query, port)
        page.run()
        page.change(page.widget("-page"), string_array_value=[say("web.choose.page.upload")])  # as a browser says again
        page.change(page.widget("-loads"), string_value=kinds.name(KIND))
        yield page
