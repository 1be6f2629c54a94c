"""What servers of the tests lack: they take every signature of version 4 for good. botocore signs the request a second time,
from what came over the wire, and both have to be the same."""

from __future__ import annotations

import hashlib
import re

import botocore.auth
import botocore.awsrequest
import botocore.credentials

AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/([^/]+)/aws4_request, SignedHeaders=([a-z0-9;-]+), "
    r"Signature=([0-9a-f]{64})")

# Headers that have to be signed if they are there, or somebody on the way could change them.
ALWAYS_SIGNED = ("host", "range", "if-match")


def is_right(request, secrets: dict[str, str], service: str = "s3") -> bool:
    """Whether the Authorization of a request (as the proxy has it) is what its key's secret makes, for that service."""
    matched = AUTHORIZATION.fullmatch(request.headers["authorization"])
    if not matched:
        return False
    key, day, region, signed_for, signed, signature = matched.groups()
    names = signed.split(";")
    if signed_for != service:
        return False
    sent = request.headers.get("x-amz-content-sha256")
    if service != "s3" and sent not in (None, hashlib.sha256(request.body).hexdigest()):
        return False
    if any(name in request.headers and name not in names for name in request.headers
           if name in ALWAYS_SIGNED or name.startswith("x-amz-")):
        return False
    target = request.target if "://" in request.target else f"http://{request.headers['host']}{request.target}"
    again = botocore.awsrequest.AWSRequest(
        method=request.method, url=target, headers={name: request.headers[name] for name in names},
        data=None if service == "s3" else request.body)
    again.context["timestamp"] = request.headers["x-amz-date"]
    if not again.context["timestamp"].startswith(day):
        return False
    kind = botocore.auth.S3SigV4Auth if service == "s3" else botocore.auth.SigV4Auth
    signer = kind(botocore.credentials.Credentials(key, secrets.get(key, "")), service, region)
    text = signer.string_to_sign(again, signer.canonical_request(again))
    return signer.signature(text, again) == signature
