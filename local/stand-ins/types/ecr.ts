import { policyDocument, policyMeaning } from "../checks/policy-document";
import { mentions } from "../checks/references";
import { among, length, matches, oneOf } from "../checks/rules";
import { Values, asList, asText, asValues } from "../values";
import { TypeEntry } from "./type-entry";

const REPOSITORY = "aws:ecr/repository:Repository";

const policyOf: Pick<TypeEntry, "outputs" | "world" | "unique"> = {
  outputs: cloud => ({ id: cloud.text("repository"), registryId: cloud.accountId }),
  world: [
    mentions({
      path: "repository",
      type: REPOSITORY,
      complaint: "RepositoryNotFoundException: there is no repository",
    }),
  ],
  unique: inputs => asText(inputs.repository),
};

/** Image repositories. */
export const ecr: Readonly<Record<string, TypeEntry>> = {
  [REPOSITORY]: {
    name: { property: "name", max: 256, lower: true },
    replaces: ["encryptionConfigurations", "name"],
    sets: ["encryptionConfigurations", "imageTagMutabilityExclusionFilters"],
    outputs: cloud => ({
      id: cloud.physicalName,
      name: cloud.physicalName,
      arn: cloud.arn("ecr", `repository/${cloud.physicalName}`),
      registryId: cloud.accountId,
      repositoryUrl: `${cloud.accountId}.dkr.ecr.${cloud.region}.${cloud.dnsSuffix}/${cloud.physicalName}`,
      imageTagMutability: "MUTABLE",
      forceDelete: false,
    }),
    checks: [
      matches(
        "name",
        /^([a-z0-9]+([._-][a-z0-9]+)*\/)*[a-z0-9]+([._-][a-z0-9]+)*$/,
        "lower-case letters and digits, with single . _ - or / between them",
      ),
      length("name", 2, 256),
      oneOf("imageTagMutability", [
        "MUTABLE",
        "IMMUTABLE",
        "MUTABLE_WITH_EXCLUSION",
        "IMMUTABLE_WITH_EXCLUSION",
      ]),
    ],
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    ...policyOf,
    replaces: ["policy", "repository"],
    deleteBeforeReplace: true,
    meanings: { policy: policyMeaning },
    checks: [among(["policy"], ({ policy }) => lifecycleProblem(asText(policy)))],
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": {
    ...policyOf,
    replaces: ["repository"],
    meanings: { policy: policyMeaning },
    checks: [policyDocument("policy", { kind: "resource", max: 10240 })],
  },
};

function lifecycleProblem(policy: string): string | undefined {
  let rules: Values[];
  try {
    rules = asList(asValues(JSON.parse(policy)).rules).map(asValues);
  } catch (error) {
    return `InvalidParameterException: not JSON: ${(error as Error).message}`;
  }
  const priorities = rules.map(rule => Number(rule.rulePriority));
  if (rules.length === 0) {
    return "InvalidParameterException: it has no rules";
  }
  if (new Set(priorities).size < priorities.length) {
    return `InvalidParameterException: a rulePriority is there twice: ${priorities.join(", ")}`;
  }
  const catchAll = rules.find(rule => asValues(rule.selection).tagStatus === "any");
  return catchAll !== undefined && Number(catchAll.rulePriority) < Math.max(...priorities)
    ? "InvalidParameterException: the rule with tagStatus any must have the highest rulePriority"
    : undefined;
}
