"""A Rasa server on loopback, as far as Shahryar asks one: it answers as Rasa 3.6 does, or badly on purpose."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def answer(text, intent="pay_bill", confidence=0.9, others=(("complaint", 0.05),), entities=()):
    """What Rasa 3.6 answers, in its own shape."""
    ranking = [{"name": name, "confidence": share} for name, share in ((intent, confidence), *others)]
    marks = [
        {
            "entity": name,
            "start": text.index(raw),
            "end": text.index(raw) + len(raw),
            "confidence_entity": sure,
            "value": raw,
            "extractor": "DIETClassifier",
        }
        for name, raw, sure in entities
    ]
    return {
        "text": text,
        "intent": ranking[0],
        "entities": marks,
        "text_tokens": [[0, len(text)]],
        "intent_ranking": ranking,
    }


class FakeRasa:
    """`replies` is given each text and gives the JSON, bytes of another kind, or a status. `slow`: seconds before
    an answer; `drip`: seconds between its bytes."""

    def __init__(self, url):
        self.url = url
        self.replies = answer
        self.slow = self.drip = 0.0
        self.asked = []


@contextmanager
def rasa_server():
    stop = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            assert self.path == "/model/parse"
            text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"]
            rasa.asked.append(text)
            stop.wait(rasa.slow)
            reply = rasa.replies(text)
            body = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
            self.send_response(reply if isinstance(reply, int) else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self._write(body)
            except OSError:
                self.close_connection = True  # who asked has gone

        def _write(self, body):
            if not rasa.drip:
                self.wfile.write(body)
                return
            for byte in body:
                if stop.is_set():
                    return
                self.wfile.write(bytes([byte]))
                time.sleep(rasa.drip)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    rasa = FakeRasa(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield rasa
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        thread.join()
