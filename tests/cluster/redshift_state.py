"""Clusters, as Redshift keeps them: they become usable bit by bit, and let nothing be done to them meanwhile."""

from __future__ import annotations

import datetime
import re

from ec2_state import VPC, Ec2State
from iam_state import IamState
from paging import page
from refusal import Refusal
from secrets_state import SecretsState
from settling import Settling, Stages

NODE_TYPES = {"ra3.large", "ra3.xlplus", "ra3.4xlarge", "rg.large", "rg.xlarge", "rg.4xlarge"}
BUSY = "There is an operation running on the Cluster. Please try to perform the operation at a later time."


class RedshiftState:
    name = "redshift"

    def __init__(self, account: str, region: str, settling: Settling, slowness: int, iam: IamState, ec2: Ec2State,
                 secrets: SecretsState):
        self._account = account
        self._region = region
        self._settling = settling
        self._slowness = slowness
        self._iam, self._ec2, self._secrets = iam, ec2, secrets
        self.clusters: dict[str, dict] = {}
        self.snapshots: list[str] = []
        self.ends_as = "available"          # what comes of a cluster that is made
        self.paused_can_be_deleted = True
        self.endpoint: tuple[str, int] | None = None  # where clusters are, if not where Redshift has them
        self.login: tuple[str, str] = ("IAM:ada", "a-temporary-Password1")
        self.says_everything = True         # "some servers never send ClusterAvailabilityStatus or ApplyStatus"

    def resource_of(self, operation: str, parameters: dict) -> str:
        if operation == "GetClusterCredentialsWithIAM":
            return f"arn:aws:redshift:{self._region}:{self._account}:dbname:{parameters['ClusterIdentifier']}/*"
        return f"arn:aws:redshift:{self._region}:{self._account}:cluster:{parameters.get('ClusterIdentifier', '*')}"

    def uses(self, group: str) -> bool:
        return any(group in cluster["groups"] for cluster in self.clusters.values())

    def add_cluster(self, name: str, tags: dict[str, str], group: str = "sg-foreign", user: str = "awsuser",
                    **more) -> dict:
        self.clusters[name] = {"status": "available", "stages": Stages(self._slowness), "tags": tags, "groups": [group],
                               "roles": [], "type": "ra3.large", "nodes": 1, "database": "dev", "user": user, "secret": None,
                               "port": 5439, "created": datetime.datetime.now(datetime.timezone.utc), "public": True} | more
        return self.clusters[name]

    def create_cluster(self, parameters: dict) -> dict:
        name = parameters["ClusterIdentifier"]
        self._refuse_what_cannot_be(parameters)
        nodes = parameters.get("NumberOfNodes", 1)
        if (parameters.get("ClusterType", "multi-node") == "multi-node") != (nodes > 1):
            raise Refusal("InvalidParameterCombination", "Number of nodes for cluster type multi-node must be >= 2")
        cluster = self.add_cluster(
            name, {tag["Key"]: tag["Value"] for tag in parameters.get("Tags", [])}, parameters["VpcSecurityGroupIds"][0],
            parameters["MasterUsername"], roles=parameters.get("IamRoles", []), type=parameters["NodeType"], nodes=nodes,
            database=parameters.get("DBName", "dev"), port=parameters.get("Port", 5439),
            public=parameters.get("PubliclyAccessible", False), default_role=parameters.get("DefaultIamRoleArn"),
            password=parameters.get("MasterUserPassword"), status=self.ends_as)
        if parameters.get("ManageMasterPassword"):
            cluster["secret"] = self._secrets.keep(name, cluster["user"])
        early = {"status": "creating", "endpoint": False, "availability": None, "role": None}
        cluster["stages"].begin(
            early, early | {"endpoint": True, "availability": "Modifying", "role": "adding"},
            {"availability": "Modifying", "role": "adding"}, {"role": "adding"})
        self._settling.made(f"cluster {name}")
        return {"Cluster": {"ClusterIdentifier": name, "ClusterStatus": "creating"}}

    def describe_clusters(self, parameters: dict) -> dict:
        if "ClusterIdentifier" not in parameters:
            return self._tagged(parameters)
        name = parameters["ClusterIdentifier"]
        cluster = self._found(name)
        if not self._settling.is_seen(f"cluster {name}", "Describe"):
            self._not_found(name)
        shown = self._shown(name, cluster)
        if cluster["stages"].at_rest and cluster["status"] == "deleting":
            self._remove(name)
            self._not_found(name)
        return {"Clusters": [shown]}

    def delete_cluster(self, parameters: dict) -> dict:
        name = parameters["ClusterIdentifier"]
        cluster = self._found(name)
        if not cluster["stages"].at_rest:
            raise Refusal("InvalidClusterState", BUSY)
        if cluster["status"] == "paused" and not self.paused_can_be_deleted:
            raise Refusal("InvalidClusterState", "You cannot delete a cluster that is paused.")
        snapshot = parameters.get("FinalClusterSnapshotIdentifier")
        if parameters.get("SkipFinalClusterSnapshot", False) == bool(snapshot):
            raise Refusal("InvalidParameterCombination", "FinalClusterSnapshotIdentifier is required unless it is skipped")
        if snapshot in self.snapshots:
            raise Refusal("ClusterSnapshotAlreadyExists", f"Cannot create the snapshot {snapshot}: it already exists.")
        cluster["status"] = "deleting"
        cluster["stages"].begin(*([{"status": "final-snapshot"}] if snapshot else []), {"status": "deleting"})
        if snapshot:
            self.snapshots.append(snapshot)
        return {"Cluster": {"ClusterIdentifier": name, "ClusterStatus": "deleting"}}

    def pause_cluster(self, parameters: dict) -> dict:
        cluster = self._found(parameters["ClusterIdentifier"])
        if cluster["status"] != "available" or not cluster["stages"].at_rest:
            raise Refusal("InvalidClusterState", "You can only pause an ACTIVE Cluster")
        cluster["status"] = "paused"
        cluster["stages"].begin({"status": "pausing"})
        return {}

    def resume_cluster(self, parameters: dict) -> dict:
        cluster = self._found(parameters["ClusterIdentifier"])
        if cluster["status"] != "paused" or not cluster["stages"].at_rest:
            raise Refusal("InvalidClusterState", "You can only resume a PAUSED Cluster")
        cluster["status"] = "available"
        cluster["stages"].begin({"status": "resuming", "availability": "Unavailable"})
        return {}

    def get_cluster_credentials_with_iam(self, parameters: dict) -> dict:
        self._found(parameters["ClusterIdentifier"])
        return {"DbUser": self.login[0], "DbPassword": self.login[1],
                "Expiration": datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)}

    def _refuse_what_cannot_be(self, parameters: dict) -> None:
        name = parameters["ClusterIdentifier"]
        if not re.fullmatch(r"[a-z](-?[a-z0-9]){0,62}", name):
            raise Refusal("InvalidParameterValue", f"The parameter ClusterIdentifier is not a valid identifier: {name}")
        if not (5431 <= parameters.get("Port", 5439) <= 5455 or 8191 <= parameters["Port"] <= 8215):
            raise Refusal("InvalidParameterValue", "Invalid port")
        if name in self.clusters:
            raise Refusal("ClusterAlreadyExists", "Cluster already exists")
        if parameters["NodeType"] not in NODE_TYPES:
            raise Refusal("InvalidParameterValue", f"Invalid node type: {parameters['NodeType']}")
        for arn in parameters.get("IamRoles", []):
            if not self._iam.is_known(arn, "CreateCluster"):
                raise Refusal("InvalidParameterValue", f"The IAM role {arn} is not valid or is not assumable by Redshift.")
        for group in parameters["VpcSecurityGroupIds"]:
            if not self._ec2.is_known(group, "CreateCluster"):
                raise Refusal("InvalidParameterValue", f"Invalid security group: {group}")
        if parameters.get("Encrypted") is False:
            raise Refusal("InvalidParameterValue", "New clusters are encrypted")
        if bool(parameters.get("MasterUserPassword")) == bool(parameters.get("ManageMasterPassword")):
            raise Refusal("InvalidParameterCombination", "A password has to be given, or managed")

    def _tagged(self, parameters: dict) -> dict:
        """Those with one of the keys, which is what DescribeClusters means by them."""
        seen = [name for name, cluster in self.clusters.items()
                if set(parameters["TagKeys"]) & set(cluster["tags"]) and self._settling.is_seen(f"cluster {name}", "List")]
        return page("Clusters", [self._shown(name, self.clusters[name]) for name in seen], parameters)

    def _found(self, name: str) -> dict:
        if name not in self.clusters:
            self._not_found(name)
        return self.clusters[name]

    def _not_found(self, name: str) -> None:
        raise Refusal("ClusterNotFound", f"Cluster {name} not found.", 404)

    def _remove(self, name: str) -> None:
        cluster = self.clusters.pop(name)
        self._secrets.forget(cluster["secret"])
        for group in cluster["groups"]:
            self._ec2.released(group)

    def _shown(self, name: str, cluster: dict) -> dict:
        stage = {"status": cluster["status"], "availability": "Available", "role": "in-sync", "endpoint": True}
        stage |= cluster["stages"].look()
        shown = {"ClusterIdentifier": name, "NodeType": cluster["type"], "NumberOfNodes": cluster["nodes"],
                 "ClusterStatus": stage["status"], "DBName": cluster["database"], "MasterUsername": cluster["user"],
                 "ClusterCreateTime": cluster["created"], "VpcId": VPC,
                 "PubliclyAccessible": cluster["public"],
                 "VpcSecurityGroups": [{"VpcSecurityGroupId": group, "Status": "active"} for group in cluster["groups"]],
                 "Tags": [{"Key": key, "Value": value} for key, value in cluster["tags"].items()], "IamRoles": []}
        for role in cluster["roles"]:
            status = {"ApplyStatus": stage["role"]} if stage["role"] and self.says_everything else {}
            shown["IamRoles"].append({"IamRoleArn": role} | status)
        if stage["availability"] and self.says_everything:
            shown["ClusterAvailabilityStatus"] = stage["availability"]
        if stage["endpoint"]:
            own = (f"{name}.abc123.{self._region}.redshift.amazonaws.com", cluster["port"])
            host, port = self.endpoint or own
            shown["Endpoint"] = {"Address": host, "Port": port}
        if cluster["secret"]:
            shown["MasterPasswordSecretArn"] = cluster["secret"]
        if cluster.get("default_role"):
            shown["DefaultIamRoleArn"] = cluster["default_role"]
        return shown
