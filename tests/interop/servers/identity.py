"""An identity provider: gives tokens, and tells a mail server whose they are.

usage: identity.py PORT TOKEN USER TOKEN_PORT PEM CLIENT SECRET

On PORT it answers token introspection (RFC 7662): TOKEN is good, and so is each
token that it has given; all are USER's.  A POST to /revoke there ends the given
ones.  On TOKEN_PORT, under TLS with the key and certificate of PEM, it gives
tokens to CLIENT, which has this SECRET.
"""
import http.server
import json
import secrets
import ssl
import sys
import threading
import urllib.parse

PORT, TOKEN, USER, TOKEN_PORT, PEM, CLIENT, SECRET = sys.argv[1:]
given = set()


class Handler(http.server.BaseHTTPRequestHandler):
    def form(self):
        size = int(self.headers.get("Content-Length", 0))
        return dict(urllib.parse.parse_qsl(self.rfile.read(size).decode()))

    def answer(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Introspection(Handler):
    def do_POST(self):
        form = self.form()
        if self.path == "/revoke":
            given.clear()
            self.answer(200, {})
        elif form.get("token") in given | {TOKEN}:
            self.answer(200, {"active": True, "username": USER})
        else:
            self.answer(200, {"active": False})


class Endpoint(Handler):
    def do_POST(self):
        form = self.form()
        if form.get("grant_type") != "client_credentials":
            self.answer(400, {"error": "unsupported_grant_type"})
        elif (form.get("client_id"), form.get("client_secret")) != (
                CLIENT, SECRET):
            self.answer(401, {"error": "invalid_client"})
        else:
            token = secrets.token_urlsafe(600)
            given.add(token)
            self.answer(200, {"access_token": token, "token_type": "Bearer",
                              "expires_in": 3600})


def serve(port, handler, context=None):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever).start()


tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain(PEM)
serve(PORT, Introspection)
serve(TOKEN_PORT, Endpoint, tls)
