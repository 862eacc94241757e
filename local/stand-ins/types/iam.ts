import { policyDocument, policyMeaning } from "../checks/policy-document";
import { mentions } from "../checks/references";
import { among, length, matches, whole } from "../checks/rules";
import { lowerCharacters } from "../outputs/identity";
import { asList, asText } from "../values";
import { Surroundings, TypeEntry } from "./type-entry";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/** A role's own policies together, without white space. */
const INLINE_LIMIT = 10240;

/** Managed policies on one role. */
const ATTACHMENT_LIMIT = 10;

const name = (max: number) =>
  matches("name", new RegExp(`^[\\w+=,.@-]{1,${max}}$`), `1 to ${max} letters, digits and _+=,.@-`);

const ofRole = mentions({
  path: "role",
  type: ROLE,
  complaint: "NoSuchEntity: the role cannot be found:",
});

/** Roles and policies. */
export const iam: Readonly<Record<string, TypeEntry>> = {
  [ROLE]: {
    name: { property: "name", max: 64 },
    replaces: ["name", "namePrefix", "path"],
    sets: ["inlinePolicies", "managedPolicyArns"],
    meanings: { assumeRolePolicy: policyMeaning },
    outputs: cloud => ({
      id: cloud.physicalName,
      name: cloud.physicalName,
      arn: cloud.globalArn("iam", `role${cloud.text("path") || "/"}${cloud.physicalName}`),
      uniqueId: `AROA${lowerCharacters(cloud.seed, 17).toUpperCase()}`,
      createDate: "2024-01-01T00:00:00Z",
      path: "/",
      maxSessionDuration: 3600,
      forceDetachPolicies: false,
      inlinePolicies: [],
      managedPolicyArns: [],
    }),
    checks: [
      name(64),
      length("description", 0, 1000),
      whole("maxSessionDuration", 3600, 43200),
      policyDocument("assumeRolePolicy", { kind: "trust", max: 2048 }),
    ],
  },
  [ROLE_POLICY]: {
    name: { property: "name", max: 128 },
    replaces: ["name", "namePrefix", "role"],
    meanings: { policy: policyMeaning },
    outputs: cloud => ({
      id: `${cloud.text("role")}:${cloud.physicalName}`,
      name: cloud.physicalName,
    }),
    checks: [name(128), policyDocument("policy", { kind: "identity", max: INLINE_LIMIT })],
    world: [ofRole, inlinePoliciesFit],
    unique: inputs => `${asText(inputs.role)}:${asText(inputs.name)}`,
  },
  [ATTACHMENT]: {
    replaces: ["policyArn", "role"],
    outputs: cloud => ({ id: `${cloud.text("role")}/${cloud.text("policyArn")}` }),
    checks: [
      matches("policyArn", /^arn:[^:]+:iam::(\d{12}|aws):policy\/.+$/, "the ARN of a policy"),
    ],
    world: [ofRole, attachmentsFit],
    unique: inputs => `${asText(inputs.role)}/${asText(inputs.policyArn)}`,
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    replaces: ["url"],
    sets: ["clientIdLists"],
    outputs: cloud => {
      const arn = cloud.globalArn("iam", `oidc-provider/${hostOf(cloud.text("url"))}`);
      return { id: arn, arn, thumbprintLists: [] };
    },
    checks: [
      matches("url", /^https:\/\/[^?#:]{1,247}$/, "https:// and a host, without port or query"),
      among(["clientIdLists"], ({ clientIdLists }) => {
        const count = asList(clientIdLists).length;
        return count <= 100 ? undefined : `LimitExceeded: ${count} client ids of 100`;
      }),
    ],
    unique: inputs => hostOf(asText(inputs.url)),
  },
  "aws:iam/policy:Policy": {
    name: { property: "name", max: 128 },
    replaces: ["description", "name", "namePrefix", "path"],
    meanings: { policy: policyMeaning },
    outputs: cloud => {
      const arn = cloud.globalArn("iam", `policy${cloud.text("path") || "/"}${cloud.physicalName}`);
      return {
        id: arn,
        arn,
        name: cloud.physicalName,
        path: "/",
        policyId: `ANPA${lowerCharacters(cloud.seed, 17).toUpperCase()}`,
        attachmentCount: 0,
      };
    },
    checks: [
      name(128),
      length("description", 0, 1000),
      policyDocument("policy", { kind: "identity", max: 6144 }),
    ],
  },
};

/** A provider's ARN holds its URL without the scheme. */
const hostOf = (url: string) => url.replace(/^https:\/\//, "");

function inlinePoliciesFit({ inputs, others }: Surroundings): string[] {
  const own = others.all(ROLE_POLICY).filter(({ outputs }) => outputs.role === inputs.role);
  const total = [inputs, ...own.map(policy => policy.outputs)]
    .map(({ policy }) => asText(policy).replace(/\s+/g, "").length)
    .reduce((sum, size) => sum + size, 0);
  return total <= INLINE_LIMIT
    ? []
    : [
        `LimitExceeded: the inline policies of role ${asText(inputs.role)} have ${total} characters of ${INLINE_LIMIT}`,
      ];
}

function attachmentsFit({ inputs, others }: Surroundings): string[] {
  const attached = others.all(ATTACHMENT).filter(({ outputs }) => outputs.role === inputs.role);
  return attached.length < ATTACHMENT_LIMIT
    ? []
    : [`LimitExceeded: role ${asText(inputs.role)} has ${ATTACHMENT_LIMIT} policies already`];
}
