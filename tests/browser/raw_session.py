"""
A session without a browser: it opens a page and runs it again as fast as the server answers.

It speaks Streamlit's own protocol (streamlit.proto), as a browser tab does.
"""

from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

ANSWER_SECONDS = 60


@contextmanager
def open_session(server, query=""):
    """Open a session at a link; what it gives runs the page, and gives all that was sent."""
    with open_socket(server) as socket:
        yield lambda: run_page(socket, query)


def open_socket(server):
    """Open the connection of a session, which has asked for nothing yet."""
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    # Without pings: they draw on Python's chance, which examples of a property depend on.
    return connect(address, subprotocols=["streamlit"], max_size=None, ping_interval=None)


def run_page(socket, query=""):
    """Run the page of a session at a link, and give all that was sent."""
    message = BackMsg()
    message.rerun_script.query_string = query
    return send(socket, message)


def send(socket, message):
    """Send a message that runs the page, and give all that was sent for it."""
    socket.send(message.SerializeToString())
    sent = []
    while True:
        answer = ForwardMsg.FromString(socket.recv(timeout=ANSWER_SECONDS))
        kind = answer.WhichOneof("type")
        if kind == "script_finished":
            assert answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            return sent
        if kind == "delta":
            element = answer.delta.new_element
            assert element.WhichOneof("type") != "exception", element.exception.message
        sent.append(answer)
