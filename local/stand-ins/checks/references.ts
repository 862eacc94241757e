import { isOurEc2Id, isOurHex16, isOurUuid } from "../outputs/identity";
import { Registry } from "../registry";
import { Surroundings, WorldCheck } from "../types/type-entry";
import { allAt, asText, asValues } from "../values";

/** What AWS calls a missing thing, by the beginning of its id. */
const NOT_FOUND: Readonly<Record<string, string>> = {
  vpc: "InvalidVpcID.NotFound: The vpc ID",
  subnet: "InvalidSubnetID.NotFound: The subnet ID",
  sg: "InvalidGroup.NotFound: The security group",
  rtb: "InvalidRouteTableID.NotFound: The routeTable ID",
  igw: "InvalidInternetGatewayID.NotFound: The internetGateway ID",
  nat: "NatGatewayNotFound: The Nat Gateway",
  fs: "FileSystemNotFound: The file system",
  fsap: "AccessPointNotFound: The access point",
  eipalloc: "InvalidAllocationID.NotFound: The allocation ID",
};

/**
 * Complains of every id and ARN in the inputs that was made here, or names something of this
 * account's, and that no resource of the stack has. Ids of a real account pass: nothing is known of them.
 */
export function missingReferences({ inputs, others, accountId }: Surroundings): string[] {
  return textsIn(inputs)
    .map(text => missing(text, others, accountId))
    .filter(complaint => complaint !== undefined);
}

function missing(text: string, others: Registry, accountId: string): string | undefined {
  if (isOurEc2Id(text)) {
    const complaint = NOT_FOUND[text.slice(0, text.indexOf("-"))];
    return complaint === undefined || exists(text, others)
      ? undefined
      : `${complaint} '${text}' does not exist`;
  }
  const [, kind] = new RegExp(`^arn:[^:]+:[^:]+:[^:]*:${accountId}:([a-z-]+)[/:]`).exec(text) ?? [];
  const check = kind === undefined ? undefined : ARN_CHECKS[kind];
  return check === undefined || !check.made(text) || others.find(text) !== undefined
    ? undefined
    : `${check.complaint} ${text}`;
}

const lastPart = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);

/** ARNs that are looked up, by the kind of resource in them. */
const ARN_CHECKS: Readonly<
  Record<string, { complaint: string; made: (arn: string) => boolean } | undefined>
> = {
  key: {
    complaint: "NotFoundException: there is no KMS key",
    made: arn => arn.includes(":kms:") && isOurUuid(lastPart(arn)),
  },
  cluster: {
    complaint: "ClusterNotFoundException: there is no ECS cluster",
    made: arn => arn.includes(":ecs:"),
  },
  "task-definition": {
    complaint: "ClientException: there is no active task definition",
    made: arn => arn.includes(":ecs:"),
  },
  targetgroup: {
    complaint: "TargetGroupNotFound: there is no target group",
    made: arn => isOurHex16(lastPart(arn)),
  },
  loadbalancer: {
    complaint: "LoadBalancerNotFound: there is no load balancer",
    made: arn => isOurHex16(lastPart(arn)),
  },
  listener: {
    complaint: "ListenerNotFound: there is no listener",
    made: arn => isOurHex16(lastPart(arn)),
  },
  role: {
    complaint: "NoSuchEntity: there is no role",
    made: arn => !arn.includes(":role/aws-service-role/"),
  },
};

/** The VPC brings its default security group and main route table along. */
function exists(id: string, others: Registry): boolean {
  return (
    others.find(id) !== undefined ||
    others
      .all("aws:ec2/vpc:Vpc")
      .some(({ outputs }) =>
        [outputs.defaultSecurityGroupId, outputs.defaultRouteTableId].includes(id),
      )
  );
}

/** Every text among the values; documents are texts of their own and match nothing. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What a property that names another resource must find. */
export interface Mention {
  /** Dotted path of the input; a list on the way is walked. */
  path: string;
  /** Type of what it names, by name, id or ARN. */
  type: string;
  /** AWS's words for its absence; the name follows. */
  complaint: string;
  /** Names that AWS itself brings along. */
  except?: RegExp;
}

/** Complains when what a property names is not in the stack. */
export function mentions({ path, type, complaint, except }: Mention): WorldCheck {
  return ({ inputs, others }) =>
    allAt(asValues(inputs), path)
      .map(asText)
      .filter(name => name !== "" && !except?.test(name) && others.find(name, type) === undefined)
      .map(name => `${complaint} ${name}`);
}
