"""Token introspection (RFC 7662): one token is good, and of one user.

usage: introspection.py PORT TOKEN USER
"""
import http.server
import json
import sys
import urllib.parse

PORT, TOKEN, USER = sys.argv[1:]


class Introspection(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        tokens = urllib.parse.parse_qs(form).get("token", [])
        answer = {"active": False}
        if tokens == [TOKEN]:
            answer = {"active": True, "username": USER}
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


http.server.ThreadingHTTPServer(("127.0.0.1", int(PORT)),
                                Introspection).serve_forever()
