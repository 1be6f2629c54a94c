"""AWS's own models of its services (botocore carries them), as what a stand-in checks by: each request has to be what AWS's
client would have sent, each answer what it would read.

A request is read by the model, validated, and written again by botocore's serializer: what comes out has to be what came in,
to the last list index. An answer is written by the model and read again by botocore's parser."""

from __future__ import annotations

import copy
import datetime
import json
import urllib.parse
import xml.sax.saxutils

import botocore.loaders
import botocore.model
import botocore.parsers
import botocore.serialize
import botocore.validate

# What AWS's API has gained since Debian's botocore: shape -> members (API references of Redshift, Redshift Serverless and S3).
_NEW_MEMBERS = {
    "redshift": {"CreateClusterMessage": {"ManageMasterPassword": "BooleanOptional"},
                 "Cluster": {"MasterPasswordSecretArn": "String"}},
    "redshift-serverless": {"CreateNamespaceRequest": {"manageAdminPassword": "Boolean"},
                            "Namespace": {"adminPasswordSecretArn": "String"}},
    "s3": {"CreateBucketConfiguration": {"Tags": "TagSet"}}}
_NO_LONGER_REQUIRED = {"redshift": {"CreateClusterMessage": ["MasterUserPassword"]}}

# What any operation may answer ("Common errors" of each API reference).
COMMON_ERRORS = {"AccessDenied", "AccessDeniedException", "ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId",
                 "UnrecognizedClientException", "Throttling", "ThrottlingException", "RequestLimitExceeded",
                 "ServiceUnavailable", "InternalFailure", "InternalServerException", "SignatureDoesNotMatch",
                 "InvalidParameterValue", "InvalidParameterCombination", "ValidationError", "ValidationException"}


class Mismatch(Exception):
    """A request or an answer that is not as the model has it."""


class Service:
    def __init__(self, name: str):
        self.name = name
        self.model = botocore.model.ServiceModel(description_of(name), name)
        self.protocol = self.model.metadata["protocol"]
        self._serializer = botocore.serialize.create_serializer(self.protocol)
        self._parser = botocore.parsers.create_parser(self.protocol)

    def request_in(self, request) -> tuple[str, dict]:
        """The operation and its parameters. Throws Mismatch."""
        headers, body = request.headers, request.body.decode()
        operation, parameters = self._read_json(headers, body) if self.protocol == "json" else self._read_form(body)
        report = botocore.validate.ParamValidator().validate(parameters, operation.input_shape) \
            if operation.input_shape else None
        if report and report.has_errors():
            raise Mismatch(f"{operation.name}: {report.generate_report()}")
        self._require_same(operation, parameters, headers, body)
        return operation.name, parameters

    def answer(self, operation: str, result: dict, request_id: str) -> tuple[int, str]:
        """The status and the body."""
        model = self.model.operation_model(operation)
        if self.protocol == "json":
            text = json.dumps(_json_of(model.output_shape, result) if model.output_shape else {})
        else:
            text = self._xml_answer(model, result, request_id)
        again = self._parser.parse({"status_code": 200, "headers": {}, "body": text.encode()}, model.output_shape)
        again.pop("ResponseMetadata", None)
        if wrong := lacking(result, again):
            raise Mismatch(f"the stand-in's answer to {operation} is not as the model has it: {wrong}")
        return 200, text

    def refusal(self, operation: str, code: str, message: str, request_id: str) -> str:
        shapes = self.model.operation_model(operation).error_shapes
        known = {shape.metadata.get("error", {}).get("code", shape.name) for shape in shapes} | COMMON_ERRORS
        if self.protocol != "ec2" and code not in known:
            raise Mismatch(f"{operation} never answers {code}")
        escaped = xml.sax.saxutils.escape(message)
        if self.protocol == "json":
            return json.dumps({"__type": code, "message": message})
        if self.protocol == "ec2":
            return (f"<Response><Errors><Error><Code>{code}</Code><Message>{escaped}</Message></Error></Errors>"
                    f"<RequestID>{request_id}</RequestID></Response>")
        return (f'<ErrorResponse xmlns="{self.model.metadata["xmlNamespace"]}"><Error><Type>Sender</Type><Code>{code}</Code>'
                f"<Message>{escaped}</Message></Error><RequestId>{request_id}</RequestId></ErrorResponse>")

    def _operation(self, name: str) -> botocore.model.OperationModel:
        if name not in self.model.operation_names:
            raise Mismatch(f"{self.name} has no operation {name}")
        return self.model.operation_model(name)

    def _read_form(self, body: str) -> tuple[botocore.model.OperationModel, dict]:
        form = dict(urllib.parse.parse_qsl(body, keep_blank_values=True, strict_parsing=True))
        operation = self._operation(form.get("Action", ""))
        if form.get("Version") != self.model.api_version:
            raise Mismatch(f"{operation.name} in version {form.get('Version')}, not {self.model.api_version}")
        parameters = _from_form(operation.input_shape, "", form, self.protocol) if operation.input_shape else {}
        return operation, parameters or {}

    def _read_json(self, headers: dict[str, str], body: str) -> tuple[botocore.model.OperationModel, dict]:
        prefix, _, name = headers.get("x-amz-target", "").partition(".")
        if prefix != self.model.metadata["targetPrefix"]:
            raise Mismatch(f"X-Amz-Target begins with {prefix}, not {self.model.metadata['targetPrefix']}")
        return self._operation(name), json.loads(body)

    def _require_same(self, operation, parameters: dict, headers: dict[str, str], body: str) -> None:
        again = self._serializer.serialize_to_request(parameters, operation)
        kind = again["headers"].get("Content-Type", "").split(";")[0]
        if headers.get("content-type", "").split(";")[0] != kind:
            raise Mismatch(f"{operation.name} has the Content-Type {headers.get('content-type')}, not {kind}")
        if self.protocol == "json":
            sent, wanted = json.loads(body), json.loads(again["body"])
        else:
            sent = dict(urllib.parse.parse_qsl(body, keep_blank_values=True))
            wanted = {name: str(value) for name, value in again["body"].items()}
        if sent != wanted:
            raise Mismatch(f"{operation.name} was sent as {sent}, not as {wanted}")

    def _xml_answer(self, model, result: dict, request_id: str) -> str:
        shape = model.output_shape
        content = xml_of_members(shape, result) if shape else ""
        if self.protocol == "ec2":
            content += f"<requestId>{request_id}</requestId>"
        else:
            wrapper = shape.serialization.get("resultWrapper") if shape else None
            content = f"<{wrapper}>{content}</{wrapper}>" if wrapper else content
            content += f"<ResponseMetadata><RequestId>{request_id}</RequestId></ResponseMetadata>"
        namespace = self.model.metadata.get("xmlNamespace", "http://ec2.amazonaws.com/doc/2016-11-15/")
        return f'<{model.name}Response xmlns="{namespace}">{content}</{model.name}Response>'


def description_of(name: str) -> dict:
    """AWS's own, brought up to date."""
    description = copy.deepcopy(botocore.loaders.Loader().load_service_model(name, "service-2"))
    _bring_up_to_date(name, description)
    return description


def _bring_up_to_date(name: str, description: dict) -> None:
    shapes = description["shapes"]
    for shape, members in _NEW_MEMBERS.get(name, {}).items():
        for member, kind in members.items():
            shapes[shape]["members"].setdefault(member, {"shape": kind})
    for shape, members in _NO_LONGER_REQUIRED.get(name, {}).items():
        shapes[shape]["required"] = [member for member in shapes[shape]["required"] if member not in members]


def _from_form(shape, prefix: str, form: dict[str, str], protocol: str):
    """What the form says of a shape; None if nothing."""
    if shape.type_name == "structure":
        members = {}
        for name, member in shape.members.items():
            value = _from_form(member, (f"{prefix}." if prefix else "") + _sent_name(name, member, protocol), form, protocol)
            if value is not None:
                members[name] = value
        return members or None
    if shape.type_name == "list":
        if protocol == "query" and not shape.serialization.get("flattened"):
            prefix += "." + shape.member.serialization.get("name", "member")
        values = []
        while (value := _from_form(shape.member, f"{prefix}.{len(values) + 1}", form, protocol)) is not None:
            values.append(value)
        return values or None
    if prefix not in form:
        return None
    return _scalar(shape, form[prefix])


def _sent_name(name: str, member, protocol: str) -> str:
    if protocol == "ec2":
        sent = member.serialization.get("queryName") or member.serialization.get("name", name)
        return sent[0].upper() + sent[1:]
    return member.serialization.get("name", name)


def _scalar(shape, text: str):
    if shape.type_name in ("integer", "long"):
        return int(text)
    if shape.type_name == "boolean":
        if text not in ("true", "false"):
            raise Mismatch(f"{text} is no boolean")
        return text == "true"
    return text


def xml_of_members(shape, value: dict) -> str:
    text = ""
    for name, entry in value.items():
        if name not in shape.members:
            raise Mismatch(f"{shape.name} has no member {name}")
        member = shape.members[name]
        text += _xml(member, member.serialization.get("name", name), entry)
    return text


def _xml(shape, name: str, value) -> str:
    if shape.type_name == "structure":
        return f"<{name}>{xml_of_members(shape, value)}</{name}>"
    if shape.type_name == "list":
        if shape.serialization.get("flattened"):
            return "".join(_xml(shape.member, shape.member.serialization.get("name", name), entry) for entry in value)
        entry_name = shape.member.serialization.get("name", "member")
        return f"<{name}>{''.join(_xml(shape.member, entry_name, entry) for entry in value)}</{name}>"
    return f"<{name}>{xml.sax.saxutils.escape(_text(value))}</{name}>"


def _text(value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return str(value)


def _json_of(shape, value):
    if shape.type_name == "structure":
        unknown = set(value) - set(shape.members)
        if unknown:
            raise Mismatch(f"{shape.name} has no members {unknown}")
        return {name: _json_of(shape.members[name], entry) for name, entry in value.items()}
    if shape.type_name == "list":
        return [_json_of(shape.member, entry) for entry in value]
    if isinstance(value, datetime.datetime):
        iso = shape.serialization.get("timestampFormat") == "iso8601"
        return _text(value) if iso else value.timestamp()
    return value


def lacking(wanted, read) -> str:
    """Where what was read is not what was meant; empty if it is."""
    if isinstance(wanted, dict):
        for name, value in wanted.items():
            if isinstance(value, (list, dict)) and not value:
                continue
            if not isinstance(read, dict) or name not in read:
                return name
            if below := lacking(value, read[name]):
                return f"{name}.{below}"
        return ""
    if isinstance(wanted, list):
        if not isinstance(read, list) or len(wanted) != len(read):
            return "a list of other length"
        return next((below for one, other in zip(wanted, read) if (below := lacking(one, other))), "")
    if isinstance(wanted, datetime.datetime):
        return "" if abs((wanted - read).total_seconds()) < 1 else f"{read} for {wanted}"
    return "" if wanted == read else f"{read!r} for {wanted!r}"
