import type { GroupArgs, TagArgs } from "@pulumi/aws/autoscaling";
import type { VpcArgs } from "@pulumi/aws/ec2";
import type { Policies, ResourceValidationPolicy } from "@pulumi/policy";
import { expect } from "chai";

import { asgPropagatesTags } from "../../../policies/tagging/asg-propagates-tags";
import { requiredTagValues } from "../../../policies/tagging/required-tag-values";
import { requiredTags } from "../../../policies/tagging/required-tags";
import { tagNameFormat } from "../../../policies/tagging/tag-name-format";
import { tagNoSensitiveData } from "../../../policies/tagging/tag-no-sensitive-data";
import { unknownValue, violations } from "../support/engine";
import { mended } from "../support/mend";
import { describeRule, ruleCases } from "../support/rule-cases";

const VPC = "aws:ec2/vpc:Vpc";
const GROUP = "aws:autoscaling/group:Group";

const holds = (key: string, kind: string) =>
  `[Tag::${key}] The tag ${key} holds ${kind}, for all to read: write a name in its place.`;

describeRule<VpcArgs>(tagNoSensitiveData, VPC, [
  ["accepts names", { tags: { Owner: "team-a", Image: "shop@sha256:0af1", Url: "a.b/c" } }, []],
  ["accepts no tags", {}, []],
  [
    "reports an access key, and does not quote it",
    { tags: { Note: "AKIAIOSFODNN7EXAMPLE" } },
    [holds("Note", "an AWS access key")],
  ],
  [
    "reports a connection string",
    { tags: { Source: "postgres://app:hunter22@db:5432/shop" } },
    [holds("Source", "a URL with a password")],
  ],
  [
    "reports an address, among other words",
    { tags: { Owner: "Ann <ann.lee@example.com>" } },
    [holds("Owner", "an e-mail address")],
  ],
  [
    "accepts an address under a key that may have one, and there alone",
    { tags: { Owner: "team-a@example.com", Note: "ann@example.com" } },
    [holds("Note", "an e-mail address")],
    { config: { emailKeys: ["Owner"] } },
  ],
  [
    "reports a credential under a key that may have an address",
    { tags: { Owner: "AKIAIOSFODNN7EXAMPLE" } },
    [holds("Owner", "an AWS access key")],
    { config: { emailKeys: ["Owner"] } },
  ],
  [
    "judges what is known, and waits for the rest",
    { tags: { Application: unknownValue, Owner: "ann@example.com" } },
    [
      holds("Owner", "an e-mail address"),
      "string value at .tags.Application can't be known during preview",
    ],
  ],
]);

const isLost = (key: string, path: string) =>
  `[Tag::${key}] Instances do not get the tag ${key}: set ${path}.propagateAtLaunch to true.`;

describe(asgPropagatesTags.name, () => {
  ruleCases<GroupArgs>(asgPropagatesTags, GROUP, [
    ["accepts tags that go on", { tags: [{ key: "A", value: "1", propagateAtLaunch: true }] }, []],
    ["accepts no tags", {}, []],
    [
      "reports each that stays",
      {
        tags: [
          { key: "A", value: "1", propagateAtLaunch: true },
          { key: "B", value: "1", propagateAtLaunch: false },
          { key: "C", value: "1" } as never,
        ],
      },
      [isLost("B", "tags[1]"), isLost("C", "tags[2]")],
    ],
    [
      "accepts a value that is not known yet",
      { tags: [{ key: "A", value: unknownValue, propagateAtLaunch: true }] },
      [],
    ],
    [
      "judges what is known, and waits for the rest",
      {
        tags: [
          { key: "A", value: "1", propagateAtLaunch: unknownValue },
          { key: "B", value: "1", propagateAtLaunch: false },
        ],
      },
      [
        isLost("B", "tags[1]"),
        "string value at .tags.0.propagateAtLaunch can't be known during preview",
      ],
    ],
  ]);
  ruleCases<TagArgs>(asgPropagatesTags, "aws:autoscaling/tag:Tag", [
    [
      "reports a tag given beside the group",
      { tag: { key: "A", value: "1", propagateAtLaunch: false } },
      [isLost("A", "tag")],
    ],
    ["accepts one that goes on", { tag: { key: "A", value: "1", propagateAtLaunch: true } }, []],
  ]);
  it("mends them in place", async () => {
    const tags = (...propagate: boolean[]) =>
      propagate.map((propagateAtLaunch, index) => ({
        key: `K${index}`,
        value: "1",
        propagateAtLaunch,
      }));
    expect(
      await mended(asgPropagatesTags, { type: GROUP, props: { tags: tags(true, false) } }),
    ).to.deep.equal({ tags: tags(true, true) });
    expect(await mended(asgPropagatesTags, { type: GROUP, props: { tags: tags(true) } })).to.equal(
      undefined,
    );
    expect(await mended(asgPropagatesTags, { type: GROUP, props: {} })).to.equal(undefined);
    expect(
      await mended(asgPropagatesTags, {
        type: "aws:autoscaling/tag:Tag",
        props: { tag: { key: "A", value: "1", propagateAtLaunch: false } },
      }),
    ).to.deep.equal({ tag: { key: "A", value: "1", propagateAtLaunch: true } });
  });
});

describeRule<VpcArgs>(requiredTagValues, VPC, [
  [
    "reports a value that is not in the list for its tag",
    { tags: { CostCenter: "c", Team: "c" } },
    ["[Tag::CostCenter] The tag CostCenter is not one of a, b: correct its value."],
    { config: { values: { CostCenter: ["a", "b"] } } },
  ],
  [
    "accepts one of the list",
    { tags: { CostCenter: "b" } },
    [],
    { config: { values: { CostCenter: ["a", "b"] } } },
  ],
  [
    "asks for pattern and list where both are given",
    { tags: { CostCenter: "aa" } },
    ["[Tag::CostCenter] The tag CostCenter does not match .: correct its value."],
    { config: { patterns: { CostCenter: "." }, values: { CostCenter: ["aa"] } } },
  ],
  ["accepts a missing tag, which is another rule's", {}, [], { config: { values: { A: ["1"] } } }],
  [
    "waits for a value that is not known yet",
    { tags: { CostCenter: unknownValue } },
    ["string value at .tags.CostCenter can't be known during preview"],
    { config: { values: { CostCenter: ["a"] } } },
  ],
]);

describe("required-tags, asked to mend", () => {
  const mend = (props: object, config: Record<string, any>, more: object = {}) =>
    mended(requiredTags, { type: VPC, props, config, ...more });
  const keys = ["Owner", "ManagedBy"];
  const values = { ManagedBy: "pulumi" };

  it("adds the missing tags that have a value, and leaves the others as they are", async () => {
    expect(await mend({ tags: { Name: "x" } }, { keys, values })).to.deep.equal({
      tags: { Name: "x", ManagedBy: "pulumi" },
    });
    expect(await mend({}, { keys, values })).to.deep.equal({ tags: { ManagedBy: "pulumi" } });
    expect(await mend({ tags: { ManagedBy: "hand" } }, { keys, values })).to.equal(undefined);
  });
  it("adds nothing that it was given no value for, which stays a violation", async () => {
    expect(await mend({}, { keys })).to.equal(undefined);
    expect(
      await violations(requiredTags, {
        type: VPC,
        props: { tags: { ManagedBy: "pulumi" } },
        config: { keys, values },
      }),
    ).to.deep.equal(["[Tag::Owner] The tag Owner is missing: add it."]);
  });
  it("adds nothing that the provider gives, nor a key that is not required", async () => {
    const provider = { defaultTags: JSON.stringify({ tags: { ManagedBy: "pulumi" } }) };
    expect(await mend({}, { keys, values }, { provider })).to.equal(undefined);
    expect(await mend({}, { keys: ["Owner"], values })).to.equal(undefined);
  });
  it("adds to tags whose values are not known yet", async () => {
    const props = { tags: { Owner: unknownValue } };
    expect(await mend(props, { keys, values })).to.deep.equal({
      tags: { Owner: unknownValue, ManagedBy: "pulumi" },
    });
  });
  it("adds to the list of an Auto Scaling group, and nothing to what takes no tags", async () => {
    expect(await mend({ tags: [] }, { keys, values }, { type: GROUP })).to.deep.equal({
      tags: [{ key: "ManagedBy", value: "pulumi", propagateAtLaunch: true }],
    });
    expect(await mend({}, { keys, values }, { type: "aws:iam/rolePolicy:RolePolicy" })).to.equal(
      undefined,
    );
  });
});

describe("a provider's tags", () => {
  const provider = {
    defaultTags: JSON.stringify({ tags: { Owner: "ann@example.com", "cost-center": "todo" } }),
    ignoreTags: JSON.stringify({ keys: ["Environment"], keyPrefixes: ["Own"] }),
  };
  const expected: [ResourceValidationPolicy, string[]][] = [
    [
      requiredTags,
      ["Environment", "Application", "CostCenter"].map(
        key => `[Tag::${key}] The tag ${key} is missing: add it.`,
      ),
    ],
    [requiredTagValues, ["[Tag::cost-center] The tag cost-center says nothing: give it a value."]],
    [
      tagNameFormat,
      [
        "[Tag::cost-center] The tag cost-center does not match ^(?:[A-Z][A-Za-z0-9]*)$: write it like the others.",
      ],
    ],
    [tagNoSensitiveData, [holds("Owner", "an e-mail address")]],
  ];
  for (const [rule, messages] of expected satisfies [Policies[number], string[]][]) {
    it(`are judged by ${rule.name}, whatever the provider ignores`, async () => {
      expect(await violations(rule, { type: VPC, props: {}, provider })).to.deep.equal(messages);
    });
  }
});
