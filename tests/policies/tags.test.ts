import type { GroupArgs } from "@pulumi/aws/autoscaling";
import type { VpcArgs } from "@pulumi/aws/ec2";
import { expect } from "chai";

import { isTaggable } from "../../policies/resource-tags";
import { requiredTagValues } from "../../policies/tagging/required-tag-values";
import { requiredTags } from "../../policies/tagging/required-tags";
import { tagNameFormat } from "../../policies/tagging/tag-name-format";
import { unknownValue } from "./support/engine";
import { describeRule, ruleCases } from "./support/rule-cases";

const VPC = "aws:ec2/vpc:Vpc";
const tags = {
  Environment: "dev",
  Application: "order-management",
  Owner: "team-a",
  CostCenter: "42",
};
const defaultTags = (given: object) => ({ defaultTags: JSON.stringify({ tags: given }) });

const missing = (...keys: string[]) =>
  keys.map(key => `[Tag::${key}] The tag ${key} is missing: add it.`);
describe(requiredTags.name, () => {
  ruleCases<VpcArgs>(requiredTags, VPC, [
    ["reports each tag of a resource without tags", {}, missing(...Object.keys(tags))],
    [
      "reports the tags that others do not make up for",
      { tags: { Name: "x", Environment: "dev", Owner: "a" } },
      missing("Application", "CostCenter"),
    ],
    [
      "reports a key in another case",
      { tags: { Environment: "dev", Application: "x", CostCenter: "1", owner: "a" } },
      missing("Owner"),
    ],
    ["accepts all of them", { tags: { ...tags, Name: "x" } }, []],
    ["accepts values that are not known yet", { tags: { ...tags, Owner: unknownValue } }, []],
    ["counts the provider's", {}, [], { provider: defaultTags(tags) }],
    [
      "counts the provider's and its own",
      { tags: { Owner: "a" } },
      missing("CostCenter"),
      { provider: defaultTags({ Environment: "dev", Application: "x" }) },
    ],
    [
      "counts the provider's as the provider's own object",
      { tags: { Owner: "a" } },
      missing("CostCenter"),
      { provider: { defaultTags: { tags: { Environment: "dev", Application: "x" } } } },
    ],
    ["takes other keys", { tags }, missing("Team"), { config: { keys: ["Environment", "Team"] } }],
    [
      "waits for tags that are not known yet",
      { tags: unknownValue },
      ["string value at .tags can't be known during preview"],
    ],
  ]);
  ruleCases<GroupArgs>(requiredTags, "aws:autoscaling/group:Group", [
    [
      "reads a list of tags, to which a provider adds none",
      {
        tags: Object.entries({ Environment: "dev", Owner: "a" }).map(([key, value]) => ({
          key,
          value,
          propagateAtLaunch: true,
        })),
      },
      missing("Application", "CostCenter"),
      { provider: defaultTags(tags) },
    ],
  ]);
  ruleCases<object>(requiredTags, "aws:iam/rolePolicy:RolePolicy", [
    ["says nothing about what takes no tags", {}, []],
  ]);
});

describe("taggable types", () => {
  it("are those whose arguments have tags", () => {
    for (const type of [VPC, "aws:ecs/service:Service", "aws:alb/listener:Listener"]) {
      expect(isTaggable(type), type).to.equal(true);
    }
    for (const type of [
      "aws:iam/rolePolicy:RolePolicy",
      "aws:ec2/vpc:Subnet",
      "awsx:ec2:Vpc",
      "pulumi:providers:aws",
      "random:index/randomPassword:RandomPassword",
      "infra:network:Network",
    ]) {
      expect(isTaggable(type), type).to.equal(false);
    }
  });
});

const empty = (key: string) => `[Tag::${key}] The tag ${key} says nothing: give it a value.`;
describeRule<VpcArgs>(requiredTagValues, VPC, [
  ...["", " ", "todo", "TBD", "changeme", "change-me", "n/a", "none", "xxx", "-"].map(
    value =>
      [`reports "${value}"`, { tags: { ...tags, Owner: value } }, [empty("Owner")]] as [
        string,
        object,
        string[],
      ],
  ),
  [
    "reports a value that does not match, whole",
    { tags: { ...tags, Environment: "development-2" } },
    ["[Tag::Environment] The tag Environment does not match dev(elopment)?: correct its value."],
    { config: { patterns: { Environment: "dev(elopment)?" } } },
  ],
  [
    "reports the provider's value",
    { tags: { Owner: "a" } },
    [empty("CostCenter")],
    { provider: defaultTags({ CostCenter: "todo" }) },
  ],
  [
    "accepts an own value over the provider's",
    { tags: { CostCenter: "42" } },
    [],
    { provider: defaultTags({ CostCenter: "todo" }) },
  ],
  [
    "accepts values of the agreed form",
    { tags },
    [],
    { config: { patterns: { Environment: "dev" } } },
  ],
  ["accepts no tags, which are another rule's", {}, []],
  [
    "judges what is known, and waits for the rest",
    { tags: { Application: unknownValue, Owner: "todo" } },
    [empty("Owner"), "string value at .tags.Application can't be known during preview"],
  ],
]);

const characters = "letters, digits, spaces and _.:/=+-@.";
describe("required-tag-values on a list of tags", () => {
  ruleCases<GroupArgs>(requiredTagValues, "aws:autoscaling/group:Group", [
    [
      "reports the value that says nothing",
      {
        tags: [
          { key: "Owner", value: "team-a", propagateAtLaunch: true },
          { key: "CostCenter", value: "todo", propagateAtLaunch: true },
        ],
      },
      [empty("CostCenter")],
    ],
  ]);
});

describeRule<VpcArgs>(tagNameFormat, VPC, [
  [
    "reports keys in other styles",
    { tags: { ...tags, costCenter2: "1", "cost-center": "1" } },
    ["costCenter2", "cost-center"].map(
      key =>
        `[Tag::${key}] The tag ${key} does not match ^(?:[A-Z][A-Za-z0-9]*)$: write it like the others.`,
    ),
  ],
  [
    "reports keys that differ in case only",
    { tags: { Owner: "a", OWNER: "b" } },
    ["Owner", "OWNER"].map(
      key => `[Tag::${key}] The tag ${key} differs from another only in case: keep one of them.`,
    ),
  ],
  [
    "reports AWS's own prefix",
    { tags: { "aws:createdBy": "x" } },
    [
      "[Tag::aws:createdBy] The tag aws:createdBy begins with aws:, which AWS keeps for itself: rename it.",
    ],
  ],
  [
    "reports a key that is too long or has other characters",
    { tags: { ["K".repeat(129)]: "x", "Owner#": "x" } },
    ["K".repeat(129), "Owner#"].map(
      key =>
        `[Tag::${key}] The tag ${key} has more than 128 characters or other than ${characters}`,
    ),
  ],
  [
    "reports a value that is too long or has other characters",
    { tags: { A: "x".repeat(257), B: "a;b" } },
    ["A", "B"].map(
      key =>
        `[Tag::${key}] The value of the tag ${key} has more than 256 characters or other than ${characters}`,
    ),
  ],
  [
    "reports more tags than AWS takes",
    { tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`Tag${i}`, "x"])) },
    ["The resource has 51 tags: AWS takes at most 50."],
  ],
  [
    "accepts AWS's limits",
    { tags: { ["K".repeat(128)]: "x".repeat(256), Note: "a b_c.d:e/f=g+h-i@jé" } },
    [],
  ],
  [
    "takes another style",
    { tags: { "cost-center": "1", Owner: "a" } },
    ["[Tag::Owner] The tag Owner does not match ^(?:[a-z-]+)$: write it like the others."],
    { config: { style: "[a-z-]+" } },
  ],
  ["accepts no tags", {}, []],
]);
