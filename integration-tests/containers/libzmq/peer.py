"""Publishes or pushes messages of a topic and the numbers 0, 1, 2 and so on.

    peer.py pub|push COUNT

With SERVER_PUBLIC, SERVER_SECRET and CLIENT_PUBLIC in the environment, it is a server of CURVE that
lets in that client only.
"""

import os
import sys
import threading

import zmq
from zmq.auth.thread import ThreadAuthenticator

ADDRESS = "tcp://*:5555"


class OneClient:
    """Lets in one client, by its public key in Z85."""

    def __init__(self, key):
        self.key = key

    def callback(self, domain, key):
        return key == self.key


def secure(context, socket):
    """Makes a socket a server of CURVE, if the environment has keys; what answers for it then."""
    if "SERVER_SECRET" not in os.environ:
        return None
    authenticator = ThreadAuthenticator(context)
    authenticator.start()
    authenticator.configure_curve_callback(
        domain="*", credentials_provider=OneClient(os.environb[b"CLIENT_PUBLIC"])
    )
    socket.curve_publickey = os.environb[b"SERVER_PUBLIC"]
    socket.curve_secretkey = os.environb[b"SERVER_SECRET"]
    socket.curve_server = True
    return authenticator


def bound(context, kind):
    """A socket that is bound and drops nothing by itself."""
    socket = context.socket(kind)
    socket.sndhwm = 0
    authenticator = secure(context, socket)
    socket.bind(ADDRESS)
    print("ready", flush=True)
    return socket, authenticator


def main():
    way, count = sys.argv[1], int(sys.argv[2])
    context = zmq.Context()
    # An XPUB is told of subscribers: whoever sends before there is one, sends to nobody.
    socket, _authenticator = bound(context, zmq.XPUB if way == "pub" else zmq.PUSH)
    if way == "pub":
        socket.recv()
    for number in range(count):
        socket.send_multipart([b"numbers", b"", str(number).encode()])
    print("sent", flush=True)
    # The messages are on their way as long as the socket is open.
    threading.Event().wait()


if __name__ == "__main__":
    main()
