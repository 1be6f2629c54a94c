"""A service whose operations are methods and paths, as S3's are, checked by AWS's own model of it as service_model.py does: each
request is read by the model, validated, and has to be what botocore's serializer makes of it again."""

from __future__ import annotations

import base64
import hashlib
import re
import urllib.parse
import xml.etree.ElementTree as tree
import xml.sax.saxutils

import botocore.model
import botocore.parsers
import botocore.serialize
import botocore.validate
from service_model import COMMON_ERRORS, Mismatch, description_of, lacking, xml_of_members

# Of S3's codes the model has only a few ("Error responses" of the S3 API reference).
_ERRORS = COMMON_ERRORS | {
    "NoSuchBucket", "NoSuchTagSet", "BucketAlreadyExists", "BucketAlreadyOwnedByYou", "BucketNotEmpty", "OperationAborted",
    "InvalidBucketName", "IllegalLocationConstraintException", "PermanentRedirect", "AuthorizationHeaderMalformed",
    "TooManyBuckets", "NotImplemented", "SlowDown", "UnsupportedArgument", "MalformedXML"}

# What the model does not say: as which element an answer comes ("Response syntax" of each operation).
_ROOTS = {"GetBucketTagging": "Tagging", "ListObjectsV2": "ListBucketResult"}
_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"


class RestService:
    def __init__(self, name: str):
        self.name = name
        self.model = botocore.model.ServiceModel(description_of(name), name)
        self._serializer = botocore.serialize.create_serializer("rest-xml")
        self._parser = botocore.parsers.create_parser("rest-xml")

    def request_in(self, request) -> tuple[str, dict]:
        """The operation and its parameters. Throws Mismatch."""
        path, _, query = request.target.partition("?")
        sent = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
        operation, parameters, said = self._operation(request.method, path, sent)
        for name, member in operation.input_shape.members.items():
            sent_as = member.serialization.get("name", "")
            if member.serialization.get("location") == "querystring" and sent_as in sent:
                parameters[name] = _scalar(member, sent[sent_as])
                said.add(sent_as)
            if member.serialization.get("location") == "header" and sent_as.lower() in request.headers:
                parameters[name] = request.headers[sent_as.lower()]
        if unknown := set(sent) - said:
            raise Mismatch(f"{operation.name} has no {unknown}")
        payload = operation.input_shape.serialization.get("payload")
        if request.body and not payload:
            raise Mismatch(f"{operation.name} has no body")
        if request.body and request.headers.get("content-type") != "application/xml":
            raise Mismatch(f"{operation.name} came as {request.headers.get('content-type')}")
        if request.body:
            parameters[payload] = _from_xml(operation.input_shape.members[payload], tree.fromstring(request.body))
        report = botocore.validate.ParamValidator().validate(parameters, operation.input_shape)
        if report.has_errors():
            raise Mismatch(f"{operation.name}: {report.generate_report()}")
        self._require_same(operation, parameters, request, path, sent)
        _require_checksum(operation, request)
        return operation.name, parameters

    def answer(self, operation: str, result: dict, request_id: str) -> tuple[int, str]:
        model = self.model.operation_model(operation)
        shape = model.output_shape
        text = ""
        if shape and result:
            root = _ROOTS.get(operation, shape.name)
            text = f'<{root} xmlns="{_NAMESPACE}">{xml_of_members(shape, result)}</{root}>'
        status = model.http.get("responseCode", 200)
        again = self._parser.parse({"status_code": status, "headers": {}, "body": text.encode()}, shape)
        if wrong := lacking(result, again):
            raise Mismatch(f"the stand-in's answer to {operation} is not as the model has it: {wrong}")
        return status, text

    def refusal(self, operation: str, code: str, message: str, request_id: str) -> str:
        known = {shape.metadata.get("error", {}).get("code", shape.name)
                 for shape in self.model.operation_model(operation).error_shapes} | _ERRORS
        if code not in known:
            raise Mismatch(f"{operation} never answers {code}")
        return (f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code>'
                f"<Message>{xml.sax.saxutils.escape(message)}</Message><RequestId>{request_id}</RequestId></Error>")

    def _operation(self, method: str, path: str, query: dict[str, str]) -> tuple[botocore.model.OperationModel, dict, set[str]]:
        """That of which most is in the address, its parameters in the path, and what of the query names it."""
        found = []
        for name in self.model.operation_names:
            operation = self.model.operation_model(name)
            template, _, constants = operation.http["requestUri"].partition("?")
            wanted = dict(urllib.parse.parse_qsl(constants, keep_blank_values=True))
            matched = re.fullmatch(_pattern(template), path)
            if operation.http["method"] == method and matched and wanted.items() <= query.items() \
                    and _required_in_query(operation) <= set(query):
                labels = {key: urllib.parse.unquote(value) for key, value in matched.groupdict().items()}
                found.append((len(wanted), operation, labels, set(wanted)))
        if not found:
            raise Mismatch(f"{self.name} has no operation {method} {path} {query}")
        _, operation, labels, said = max(found, key=lambda entry: entry[0])
        return operation, labels, said

    def _require_same(self, operation, parameters: dict, request, path: str, sent: dict[str, str]) -> None:
        again = self._serializer.serialize_to_request(parameters, operation)
        wanted_path, _, constants = again["url_path"].partition("?")
        wanted = dict(urllib.parse.parse_qsl(constants, keep_blank_values=True))
        wanted |= {name: str(value) for name, value in again["query_string"].items()}
        if (path, sent) != (wanted_path, wanted):
            raise Mismatch(f"{operation.name} was sent to {path} {sent}, not to {wanted_path} {wanted}")
        if _canonical(request.body) != _canonical(again["body"]):
            raise Mismatch(f"{operation.name} was sent as {request.body!r}, not as {again['body']!r}")


def _required_in_query(operation) -> set[str]:
    shape = operation.input_shape
    members = [shape.members[name].serialization for name in shape.required_members] if shape else []
    return {member["name"] for member in members if member.get("location") == "querystring"}


def _pattern(template: str) -> str:
    return re.sub(r"\\\{(\w+)(\\\+)?\\\}", lambda label: f"(?P<{label[1]}>{'.+' if label[2] else '[^/]+'})", re.escape(template))


def _canonical(body: bytes) -> str:
    return tree.canonicalize(body.decode()) if body else ""


def _scalar(shape, text: str):
    return int(text) if shape.type_name in ("integer", "long") else text


def _from_xml(shape, element: tree.Element):
    if shape.type_name == "structure":
        children = {child.tag.removeprefix(f"{{{_NAMESPACE}}}"): child for child in element}
        names = {member.serialization.get("name", name): name for name, member in shape.members.items()}
        if unknown := set(children) - set(names):
            raise Mismatch(f"{shape.name} has no {unknown}")
        return {names[tag]: _from_xml(shape.members[names[tag]], child) for tag, child in children.items()}
    if shape.type_name == "list":
        return [_from_xml(shape.member, child) for child in element]
    return element.text or ""


def _require_checksum(operation, request) -> None:
    if not operation.http_checksum.get("requestChecksumRequired"):
        return
    right = base64.b64encode(hashlib.sha256(request.body).digest()).decode()
    said = request.headers.get("x-amz-sdk-checksum-algorithm"), request.headers.get("x-amz-checksum-sha256")
    if said != ("SHA256", right):
        raise Mismatch(f"{operation.name} came without the checksum of its body: {said}")
