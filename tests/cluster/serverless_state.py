"""Namespaces and workgroups, as Redshift Serverless keeps them."""

from __future__ import annotations

import datetime

from ec2_state import Ec2State
from iam_state import IamState
from paging import page
from refusal import Refusal
from secrets_state import SecretsState
from settling import Settling, Stages

BUSY = "There is an operation running on the namespace. Try performing the operation again later."
NOT_FOUND = "ResourceNotFoundException"


class ServerlessState:
    name = "redshift-serverless"

    def __init__(self, account: str, region: str, settling: Settling, slowness: int, iam: IamState, ec2: Ec2State,
                 secrets: SecretsState):
        self._prefix = f"arn:aws:redshift-serverless:{region}:{account}:"
        self._host = f"{account}.{region}.redshift-serverless.amazonaws.com"
        self._settling = settling
        self._slowness = slowness
        self._iam, self._ec2, self._secrets = iam, ec2, secrets
        self.namespaces: dict[str, dict] = {}
        self.workgroups: dict[str, dict] = {}
        self.snapshots: list[str] = []
        self.endpoint: tuple[str, int] | None = None
        self.login: tuple[str, str] = ("IAM:ada", "a-temporary-Password1")

    def resource_of(self, operation: str, parameters: dict) -> str:
        kind = "namespace" if "Namespace" in operation else "workgroup"
        return f"{self._prefix}{kind}/*"

    def uses(self, group: str) -> bool:
        return any(group in workgroup["groups"] for workgroup in self.workgroups.values())

    def add_namespace(self, name: str, tags: dict[str, str], **more) -> dict:
        self.namespaces[name] = {"status": "AVAILABLE", "stages": Stages(self._slowness), "tags": tags, "database": "dev",
                                 "user": "awsuser", "roles": [], "default_role": None, "secret": None,
                                 "created": datetime.datetime.now(datetime.timezone.utc)} | more
        return self.namespaces[name]

    def add_workgroup(self, name: str, tags: dict[str, str], namespace: str, **more) -> dict:
        self.workgroups[name] = {"status": "AVAILABLE", "stages": Stages(self._slowness), "tags": tags, "groups": [],
                                 "namespace": namespace, "capacity": 8, "port": 5439, "public": True,
                                 "created": datetime.datetime.now(datetime.timezone.utc)} | more
        return self.workgroups[name]

    def create_namespace(self, parameters: dict) -> dict:
        name = parameters["namespaceName"]
        if name in self.namespaces:
            raise Refusal("ConflictException", f"Namespace {name} already exists.")
        for arn in parameters.get("iamRoles", []):
            if not self._iam.is_known(arn, "CreateNamespace"):
                raise Refusal("ValidationException", f"The IAM role {arn} is not valid.")
        if bool(parameters.get("adminUserPassword")) == bool(parameters.get("manageAdminPassword")):
            raise Refusal("ValidationException", "A password has to be given, or managed")
        home = self.add_namespace(
            name, _tags(parameters), database=parameters.get("dbName", "dev"), user=parameters["adminUsername"],
            roles=parameters.get("iamRoles", []), default_role=parameters.get("defaultIamRoleArn"),
            password=parameters.get("adminUserPassword"))
        if parameters.get("manageAdminPassword"):
            home["secret"] = self._secrets.keep(name, home["user"])
        home["stages"].begin({"status": "MODIFYING"})
        self._settling.made(f"namespace {name}")
        return {"namespace": {"namespaceName": name, "status": "AVAILABLE"}}

    def create_workgroup(self, parameters: dict) -> dict:
        name = parameters["workgroupName"]
        if name in self.workgroups:
            raise Refusal("ConflictException", f"Workgroup {name} already exists.")
        home = self._namespace(parameters["namespaceName"])
        if not home["stages"].at_rest:
            raise Refusal("ConflictException", BUSY)
        for group in parameters["securityGroupIds"]:
            if not self._ec2.is_known(group, "CreateWorkgroup"):
                raise Refusal("ValidationException", f"Invalid security group: {group}")
        workgroup = self.add_workgroup(
            name, _tags(parameters), parameters["namespaceName"], groups=parameters["securityGroupIds"],
            capacity=parameters["baseCapacity"], port=parameters["port"], public=parameters["publiclyAccessible"])
        workgroup["stages"].begin({"status": "CREATING", "endpoint": False}, {"status": "CREATING"})
        self._settling.made(f"workgroup {name}")
        return {"workgroup": {"workgroupName": name, "status": "CREATING"}}

    def get_namespace(self, parameters: dict) -> dict:
        name = parameters["namespaceName"]
        home = self._namespace(name)
        if not self._settling.is_seen(f"namespace {name}", "Get"):
            raise Refusal(NOT_FOUND, f"Namespace {name} not found.")
        shown = self._shown_namespace(name, home)
        if home["status"] == "DELETING" and home["stages"].at_rest:
            self._secrets.forget(self.namespaces.pop(name)["secret"])
            raise Refusal(NOT_FOUND, f"Namespace {name} not found.")
        return {"namespace": shown}

    def list_namespaces(self, parameters: dict) -> dict:
        seen = [name for name in self.namespaces if self._settling.is_seen(f"namespace {name}", "List")]
        return page("namespaces", [self._shown_namespace(name, self.namespaces[name]) for name in seen], parameters, "nextToken")

    def _shown_namespace(self, name: str, home: dict) -> dict:
        shown = {"namespaceName": name, "namespaceArn": self._arn("namespace", name),
                 "status": home["stages"].look().get("status", home["status"]), "dbName": home["database"],
                 "adminUsername": home["user"], "creationDate": home["created"],
                 "iamRoles": [f"IamRole(applyStatus=in-sync, iamRoleArn={arn})" for arn in home["roles"]]}
        if home["default_role"]:
            shown["defaultIamRoleArn"] = home["default_role"]
        if home["secret"]:
            shown["adminPasswordSecretArn"] = home["secret"]
        return shown

    def get_workgroup(self, parameters: dict) -> dict:
        name = parameters["workgroupName"]
        if name not in self.workgroups or not self._settling.is_seen(f"workgroup {name}", "Get"):
            raise Refusal(NOT_FOUND, f"Workgroup {name} not found.")
        workgroup = self.workgroups[name]
        shown = self._shown_workgroup(name, workgroup)
        if workgroup["status"] == "DELETING" and workgroup["stages"].at_rest:
            for group in self.workgroups.pop(name)["groups"]:
                self._ec2.released(group)
            raise Refusal(NOT_FOUND, f"Workgroup {name} not found.")
        return {"workgroup": shown}

    def list_workgroups(self, parameters: dict) -> dict:
        seen = [name for name in self.workgroups if self._settling.is_seen(f"workgroup {name}", "List")]
        return page("workgroups", [self._shown_workgroup(name, self.workgroups[name]) for name in seen], parameters, "nextToken")

    def _shown_workgroup(self, name: str, workgroup: dict) -> dict:
        stage = workgroup["stages"].look()
        shown = {"workgroupName": name, "workgroupArn": self._arn("workgroup", name), "namespaceName": workgroup["namespace"],
                 "status": stage.get("status", workgroup["status"]), "baseCapacity": workgroup["capacity"],
                 "securityGroupIds": workgroup["groups"], "publiclyAccessible": workgroup["public"],
                 "creationDate": workgroup["created"]}
        if stage.get("endpoint", True):
            host, port = self.endpoint or (f"{name}.{self._host}", workgroup["port"])
            shown["endpoint"] = {"address": host, "port": port}
        return shown

    def delete_workgroup(self, parameters: dict) -> dict:
        name = parameters["workgroupName"]
        if name not in self.workgroups:
            raise Refusal(NOT_FOUND, f"Workgroup {name} not found.")
        workgroup = self.workgroups[name]
        if not workgroup["stages"].at_rest:
            raise Refusal("ConflictException", BUSY.replace("namespace", "workgroup"))
        workgroup["status"] = "DELETING"
        workgroup["stages"].begin({"status": "DELETING"})
        if workgroup["namespace"] in self.namespaces:
            self.namespaces[workgroup["namespace"]]["stages"].begin({"status": "MODIFYING"})
        return {"workgroup": {"workgroupName": name, "status": "DELETING"}}

    def delete_namespace(self, parameters: dict) -> dict:
        name = parameters["namespaceName"]
        home = self._namespace(name)
        if not home["stages"].at_rest or any(entry["namespace"] == name for entry in self.workgroups.values()):
            raise Refusal("ConflictException", BUSY)
        if snapshot := parameters.get("finalSnapshotName"):
            if snapshot in self.snapshots:
                raise Refusal("ConflictException", f"Snapshot {snapshot} already exists.")
            self.snapshots.append(snapshot)
        home["status"] = "DELETING"
        home["stages"].begin({"status": "DELETING"})
        return {"namespace": {"namespaceName": name, "status": "DELETING"}}

    def list_tags_for_resource(self, parameters: dict) -> dict:
        kind, _, name = parameters["resourceArn"].removeprefix(self._prefix).partition("/")
        owner = (self.namespaces if kind == "namespace" else self.workgroups).get(name.removeprefix("id-"))
        if owner is None:
            raise Refusal(NOT_FOUND, "The resource could not be found.")
        return {"tags": [{"key": key, "value": value} for key, value in owner["tags"].items()]}

    def get_credentials(self, parameters: dict) -> dict:
        if parameters["workgroupName"] not in self.workgroups:
            raise Refusal(NOT_FOUND, "Workgroup not found.")
        return {"dbUser": self.login[0], "dbPassword": self.login[1]}

    def _namespace(self, name: str) -> dict:
        if name not in self.namespaces:
            raise Refusal(NOT_FOUND, f"Namespace {name} not found.")
        return self.namespaces[name]

    def _arn(self, kind: str, name: str) -> str:
        return f"{self._prefix}{kind}/id-{name}"


def _tags(parameters: dict) -> dict[str, str]:
    return {tag["key"]: tag["value"] for tag in parameters.get("tags", [])}
