import { policyDocument, policyMeaning, statementsOf, listOf } from "../checks/policy-document";
import { mentions } from "../checks/references";
import { among, length, matches, oneOf } from "../checks/rules";
import { ec2Id } from "../outputs/identity";
import { Values, asList, asText, asValues, at } from "../values";
import { Surroundings, TypeEntry } from "./type-entry";

const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
const MOUNT_TARGET = "aws:efs/mountTarget:MountTarget";
const SUBNET = "aws:ec2/subnet:Subnet";

const ofFileSystem = mentions({
  path: "fileSystemId",
  type: FILE_SYSTEM,
  complaint: "FileSystemNotFound: there is no file system",
});

const IDLE = [1, 7, 14, 30, 60, 90, 180, 270, 365].map(
  days => `AFTER_${days}_DAY${days === 1 ? "" : "S"}`,
);

/** Values that each transition of a lifecycle policy takes. */
const TRANSITIONS: Readonly<Record<string, readonly string[]>> = {
  transitionToIa: IDLE,
  transitionToArchive: IDLE,
  transitionToPrimaryStorageClass: ["AFTER_1_ACCESS"],
};

/** File systems, the way to them and who may take it. */
export const efs: Readonly<Record<string, TypeEntry>> = {
  [FILE_SYSTEM]: {
    replaces: ["availabilityZoneName", "creationToken", "encrypted", "kmsKeyId", "performanceMode"],
    sets: ["lifecyclePolicies"],
    outputs: cloud => {
      const id = cloud.ec2Id("fs");
      return {
        id,
        arn: cloud.arn("elasticfilesystem", `file-system/${id}`),
        creationToken: `terraform-${id.slice(3)}`,
        dnsName: `${id}.efs.${cloud.region}.${cloud.dnsSuffix}`,
        name: asText(at(cloud.inputs, "tags.Name")),
        numberOfMountTargets: 0,
        ownerId: cloud.accountId,
        encrypted: false,
        performanceMode: "generalPurpose",
        throughputMode: "bursting",
        protection: { replicationOverwrite: "ENABLED" },
        sizeInBytes: [{ value: 6144, valueInIa: 0, valueInStandard: 6144 }],
      };
    },
    checks: [
      length("creationToken", 0, 64),
      oneOf("performanceMode", ["generalPurpose", "maxIO"]),
      oneOf("throughputMode", ["bursting", "provisioned", "elastic"]),
      among(["throughputMode", "provisionedThroughputInMibps"], inputs =>
        (inputs.throughputMode === "provisioned") ===
        (inputs.provisionedThroughputInMibps !== undefined)
          ? undefined
          : "BadRequest: provisionedThroughputInMibps goes with throughputMode provisioned, and only with it",
      ),
      among(["throughputMode", "performanceMode"], inputs =>
        inputs.throughputMode === "elastic" && inputs.performanceMode === "maxIO"
          ? "BadRequest: elastic throughput needs performanceMode generalPurpose"
          : undefined,
      ),
      among(["encrypted", "kmsKeyId"], inputs =>
        inputs.kmsKeyId !== undefined && inputs.encrypted !== true
          ? "encrypted must be set to true when kmsKeyId is specified"
          : undefined,
      ),
      among(["lifecyclePolicies"], lifecycleProblem),
    ],
    unique: inputs => asText(inputs.creationToken) || undefined,
    deletion: ({ arn }, others) =>
      others.all(MOUNT_TARGET).some(({ outputs }) => outputs.fileSystemArn === arn)
        ? [`FileSystemInUse: the file system ${asText(arn)} has mount targets`]
        : [],
  },
  [MOUNT_TARGET]: {
    replaces: ["fileSystemId", "ipAddress", "ipAddressType", "ipv6Address", "subnetId"],
    sets: ["securityGroups"],
    outputs: cloud => {
      const id = cloud.ec2Id("fsmt");
      const files = cloud.text("fileSystemId");
      const subnet = cloud.find(cloud.text("subnetId"));
      const dnsName = `${files}.efs.${cloud.region}.${cloud.dnsSuffix}`;
      const zone = asText(subnet?.availabilityZone) || `${cloud.region}a`;
      return {
        id,
        dnsName,
        mountTargetDnsName: `${zone}.${dnsName}`,
        availabilityZoneName: zone,
        availabilityZoneId: asText(subnet?.availabilityZoneId),
        fileSystemArn: cloud.arn("elasticfilesystem", `file-system/${files}`),
        networkInterfaceId: ec2Id("eni", id),
        ownerId: cloud.accountId,
        ipAddress: "10.0.0.10",
        ipAddressType: "IPV4_ONLY",
        securityGroups: [],
      };
    },
    checks: [
      among(["securityGroups"], ({ securityGroups }) =>
        asList(securityGroups).length > 5
          ? "SecurityGroupLimitExceeded: a mount target takes at most 5 security groups"
          : undefined,
      ),
    ],
    world: [ofFileSystem, oneInEachZone],
    unique: ({ fileSystemId, subnetId }) => `${asText(fileSystemId)} ${asText(subnetId)}`,
  },
  "aws:efs/accessPoint:AccessPoint": {
    replaces: ["fileSystemId", "posixUser", "rootDirectory"],
    outputs: cloud => {
      const id = cloud.ec2Id("fsap");
      const files = cloud.text("fileSystemId");
      return {
        id,
        arn: cloud.arn("elasticfilesystem", `access-point/${id}`),
        fileSystemArn: cloud.arn("elasticfilesystem", `file-system/${files}`),
        ownerId: cloud.accountId,
        rootDirectory: { path: "/" },
      };
    },
    checks: [
      matches(
        "rootDirectory.path",
        /^(?=.{1,100}$)(\/|(\/[^/\s$#<>;`|&?{}^*\n]+){1,4})$/,
        "1 to 100 characters of at most four levels, beginning with /",
      ),
      matches(
        "rootDirectory.creationInfo.permissions",
        /^[0-7]{3,4}$/,
        "three or four octal digits",
      ),
      among(["rootDirectory"], ({ rootDirectory }) => {
        const { path, creationInfo } = asValues(rootDirectory);
        return path !== undefined && path !== "/" && creationInfo === undefined
          ? "BadRequest: a path that may not exist yet needs creationInfo"
          : undefined;
      }),
    ],
    world: [ofFileSystem],
    unique: () => undefined,
  },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": {
    replaces: ["fileSystemId"],
    meanings: { policy: policyMeaning },
    outputs: cloud => ({ id: cloud.text("fileSystemId") }),
    checks: [policyDocument("policy", { kind: "resource", max: 20000 })],
    world: [ofFileSystem, principalsExist],
    unique: inputs => asText(inputs.fileSystemId),
  },
  "aws:efs/backupPolicy:BackupPolicy": {
    replaces: ["fileSystemId"],
    outputs: cloud => ({ id: cloud.text("fileSystemId") }),
    checks: [oneOf("backupPolicy.status", ["ENABLED", "DISABLED"])],
    world: [ofFileSystem],
    unique: inputs => asText(inputs.fileSystemId),
  },
};

/** Each policy has one transition, of its own kind. */
function lifecycleProblem({ lifecyclePolicies }: Values): string | undefined {
  const kinds: string[] = [];
  for (const policy of asList(lifecyclePolicies).map(asValues)) {
    const given = Object.entries(policy).filter(([, value]) => value !== undefined);
    const [[kind, value] = ["", ""]] = given;
    if (given.length !== 1 || !TRANSITIONS[kind]?.includes(asText(value))) {
      return `BadRequest: a lifecycle policy is one transition, e.g. transitionToIa AFTER_30_DAYS; got ${JSON.stringify(policy)}`;
    }
    kinds.push(kind);
  }
  return new Set(kinds).size < kinds.length
    ? `BadRequest: a transition is there twice: ${kinds.join(", ")}`
    : undefined;
}

function oneInEachZone({ inputs, others }: Surroundings): string[] {
  const zoneOf = (subnet: unknown) => others.find(asText(subnet), SUBNET)?.outputs.availabilityZone;
  const zone = zoneOf(inputs.subnetId);
  const taken = others
    .all(MOUNT_TARGET)
    .some(
      ({ outputs }) =>
        outputs.fileSystemId === inputs.fileSystemId && zoneOf(outputs.subnetId) === zone,
    );
  return zone !== undefined && taken
    ? [`MountTargetConflict: mount target already exists in this AZ, ${asText(zone)}`]
    : [];
}

/** EFS resolves the roles of this account that a policy names. */
function principalsExist({ inputs, others, accountId }: Surroundings): string[] {
  return statementsOf(asText(inputs.policy))
    .flatMap(statement => listOf(asValues(statement.Principal).AWS))
    .filter(arn => new RegExp(`^arn:[^:]+:iam::${accountId}:role/`).test(arn))
    .filter(arn => others.find(arn, "aws:iam/role:Role") === undefined)
    .map(arn => `InvalidPolicyException: Policy contains invalid Principal block: ${arn}`);
}
