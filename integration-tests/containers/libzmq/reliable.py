"""A reliable sender, of the protocol in streaming-zeromq/README.md.

    reliable.py COUNT PER_SECOND

sends the messages 1 to COUNT of the tests to the program that connects to it, keeps each until it
is acknowledged, and ends when all are.
"""

import collections
import random
import struct
import sys
import time

import zmq

VERSION = 1
HEARTBEAT = 1.0
SILENCE = 10.0


class Refused(Exception):
    """The receiver does not want this sender."""


class ReliableSender:
    """Sends messages and keeps them. For one thread, which has to call `work` again and again."""

    def __init__(self, socket, sender_id, first=1):
        self.socket = socket
        self.hello = [
            struct.pack(">cB", b"H", VERSION),
            sender_id.encode(),
            struct.pack(">q", random.getrandbits(63)),
        ]
        self.next = first
        self.acknowledged = first - 1
        self.unacknowledged = collections.deque()  # of (number, frames)
        self.sent = 0  # how many of these are sent on this connection
        self.window = 0  # 0 until welcome
        self.heard = time.monotonic()
        self.beat_at = 0.0

    def has_room(self):
        return len(self.unacknowledged) < self.window

    def send(self, *frames):
        """Sends a message when there is room; returns its number."""
        while not self.has_room():
            self.work(0.1)
        number = self.next
        self.next += 1
        self.unacknowledged.append((number, frames))
        self._send_rest()
        return number

    def flush(self):
        """Waits until all is acknowledged."""
        while self.unacknowledged:
            self.work(0.1)

    def work(self, seconds=0.0):
        """Says that this is there, and takes what the receiver says; waits so long for it."""
        now = time.monotonic()
        if now - self.heard > SILENCE:
            self.window, self.heard = 0, now
        if now >= self.beat_at:
            self.beat_at = now + HEARTBEAT
            self._beat()
        if self.socket.poll(int(seconds * 1000)):
            while self.socket.poll(0):
                self._take(self.socket.recv())

    def close(self):
        self._say([b"B"])

    def _say(self, frames):
        try:
            self.socket.send_multipart(frames, zmq.DONTWAIT)
            return True
        except zmq.Again:
            return False

    def _beat(self):
        if not self.window:
            self._say(self.hello)
        else:
            last = self.unacknowledged[self.sent - 1][0] if self.sent else 0
            self._say([struct.pack(">cq", b"P", last)])

    def _send_rest(self):
        while self.window and self.sent < len(self.unacknowledged):
            number, frames = self.unacknowledged[self.sent]
            if not self._say([struct.pack(">cq", b"D", number), *frames]):
                return
            self.sent += 1

    def _take(self, frame):
        self.heard = time.monotonic()
        letter = frame[:1]
        if letter == b"W":
            _, _, window, number = struct.unpack(">cBiq", frame)
            self._forget(number)
            self.window, self.sent = window, 0
        elif letter == b"A":
            self._forget(struct.unpack(">cq", frame)[1])
        elif letter == b"R":
            self.window = 0
            self._say(self.hello)
        elif letter == b"E":
            self.window = 0
            if frame[1] != 4:
                raise Refused(frame[2:].decode())
        self._send_rest()

    def _forget(self, number):
        while self.unacknowledged and self.unacknowledged[0][0] <= number:
            self.acknowledged = self.unacknowledged.popleft()[0]
            self.sent = max(0, self.sent - 1)


def message(number):
    """The message of a number, as the tests have it."""
    return f"{number} text-{(number * 0x9E3779B9) & 0xFFFFFFFF:x}".encode()


def main():
    count, per_second = int(sys.argv[1]), int(sys.argv[2])
    socket = zmq.Context().socket(zmq.DEALER)
    socket.bind("tcp://*:5555")
    print("ready", flush=True)
    sender = ReliableSender(socket, "python")
    begun = time.monotonic()
    for number in range(1, count + 1):
        while time.monotonic() < begun + number / per_second:
            sender.work(0.01)
        sender.send(message(number))
        if number % 100 == 0:
            sender.work()
    sender.flush()
    sender.close()
    print(f"acknowledged {sender.acknowledged}", flush=True)


if __name__ == "__main__":
    main()
