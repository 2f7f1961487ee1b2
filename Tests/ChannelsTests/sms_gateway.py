"""What stands for Alibaba Cloud in the tests. Its own SDK computes the signature of each request that comes in, and its
own client sends one request of its own, so that ours can be compared with it.

Prints a JSON line with its port, then one for each request. It ends when its standard input does."""
import argparse
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from alibabacloud_dysmsapi20170525.client import Client
from alibabacloud_dysmsapi20170525.models import SendSmsRequest
from alibabacloud_tea_openapi.models import Config
from alibabacloud_tea_openapi.utils import Utils
from darabonba.request import DaraRequest

SIGNING = "ACS3-HMAC-SHA256"


def say(**values):
    print(json.dumps(values), flush=True)


class Gateway(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        address = urlsplit(self.path)
        query = dict(parse_qsl(address.query, keep_blank_values=True, strict_parsing=True))
        headers = {name.lower(): value for name, value in self.headers.items()}
        given = headers["authorization"]
        signed = given.split("SignedHeaders=")[1].split(",")[0].split(";")
        request = DaraRequest()
        request.method, request.pathname, request.query = "POST", address.path, query
        request.headers = {name: headers[name] for name in signed}
        hashed = Utils.hex_encode(Utils.hash(body, SIGNING))
        vendors = Utils.get_authorization(request, SIGNING, hashed, options.key, options.secret)
        is_vendor = "alibaba" in headers.get("user-agent", "").lower()
        say(
            query=query, headers={name: headers[name] for name in signed}, signature=given, vendors=vendors,
            body=len(body), hashed=hashed == headers["x-acs-content-sha256"], isVendor=is_vendor)
        code = options.answers.get(query["PhoneNumbers"], "OK")
        status = 200
        if given != vendors:
            status, code = 400, "SignatureDoesNotMatch"
        answer = {"Code": code, "Message": f"about {query['PhoneNumbers']}", "RequestId": "R"}
        if code == "OK":
            answer["BizId"] = "900^0"
        text = b"<html>" if code == "nonsense" else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


parser = argparse.ArgumentParser()
parser.add_argument("--key", required=True)
parser.add_argument("--secret", required=True)
parser.add_argument("--answers", type=json.loads, default={}, help="a JSON object: number to code")
parser.add_argument("--vendor", type=json.loads, help="a JSON object: what the vendor's own client is to send")
options = parser.parse_args()

server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
threading.Thread(target=server.serve_forever, daemon=True).start()
say(port=server.server_port)
if options.vendor:
    client = Client(Config(
        access_key_id=options.key, access_key_secret=options.secret, protocol="http",
        endpoint=f"127.0.0.1:{server.server_port}"))
    client.send_sms(SendSmsRequest().from_map(options.vendor))
sys.stdin.buffer.read()
