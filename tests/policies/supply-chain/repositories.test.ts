import type {
  LifecyclePolicyArgs,
  RegistryScanningConfigurationArgs,
  RepositoryArgs,
} from "@pulumi/aws/ecr";
import type { Unwrap } from "@pulumi/pulumi";
import { expect } from "chai";

import { ecrImageScanOnPush } from "../../../policies/supply-chain/ecr-image-scan-on-push";
import { ecrImmutableTags } from "../../../policies/supply-chain/ecr-immutable-tags";
import { ecrLifecyclePolicy } from "../../../policies/supply-chain/ecr-lifecycle-policy";
import { ecrRegistryScanning } from "../../../policies/supply-chain/ecr-registry-scanning";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { mended } from "../support/mend";
import { describeRule, Props } from "../support/rule-cases";

const REPOSITORY = "aws:ecr/repository:Repository";

const scan = "Images are not scanned: set imageScanningConfiguration.scanOnPush to true.";
describeRule<RepositoryArgs>(ecrImageScanOnPush, REPOSITORY, [
  ["reports no scan", { imageScanningConfiguration: { scanOnPush: false } }, [scan]],
  ["reports it when nothing is said, which means none", {}, [scan]],
  ["accepts a scan", { imageScanningConfiguration: { scanOnPush: true } }, []],
  ["leaves it to a registry that scans all", {}, [], { config: { registryScans: true } }],
  [
    "waits for what is not known yet",
    { imageScanningConfiguration: { scanOnPush: unknownValue } },
    ["string value at .imageScanningConfiguration.scanOnPush can't be known during preview"],
  ],
]);

const tags = "A tag can be moved to another image: set imageTagMutability to IMMUTABLE.";
const except = (...filters: string[]) => ({
  imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
  imageTagMutabilityExclusionFilters: filters.map(filter => ({ filter, filterType: "WILDCARD" })),
});
describeRule<RepositoryArgs>(ecrImmutableTags, REPOSITORY, [
  ["reports tags that move", { imageTagMutability: "MUTABLE" }, [tags]],
  ["reports them when nothing is said, which means so", {}, [tags]],
  ["reports all but some", { imageTagMutability: "MUTABLE_WITH_EXCLUSION" }, [tags]],
  ["accepts tags that stay", { imageTagMutability: "IMMUTABLE" }, []],
  ["accepts the exception of one tag", except("build"), []],
  ["accepts the exception of a kind of tags", except("pr-*", "build"), []],
  [
    "reports an exception of all",
    except("build", "*"),
    [
      "Every tag is excluded: name the tags that move in imageTagMutabilityExclusionFilters[1].filter.",
    ],
  ],
  [
    "waits for what is not known yet",
    { imageTagMutability: unknownValue },
    ["string value at .imageTagMutability can't be known during preview"],
  ],
]);

describe("what supply-chain mends of a repository", () => {
  const mend = (rule: typeof ecrImmutableTags, props: Props<RepositoryArgs>, config = {}) =>
    mended(rule, { type: REPOSITORY, props, config });

  it("is the scan, unless the registry scans", async () => {
    expect(await mend(ecrImageScanOnPush, { name: "orders" })).to.deep.equal({
      name: "orders",
      imageScanningConfiguration: { scanOnPush: true },
    });
    const good = { imageScanningConfiguration: { scanOnPush: true } };
    expect(await mend(ecrImageScanOnPush, good)).to.equal(undefined);
    expect(await mend(ecrImageScanOnPush, {}, { registryScans: true })).to.equal(undefined);
  });

  it("is tags that move, unless the owner said which", async () => {
    expect(await mend(ecrImmutableTags, {})).to.deep.equal({ imageTagMutability: "IMMUTABLE" });
    expect(await mend(ecrImmutableTags, { imageTagMutability: "MUTABLE" })).to.deep.equal({
      imageTagMutability: "IMMUTABLE",
    });
    expect(await mend(ecrImmutableTags, except("*"))).to.equal(undefined);
    const owners = { imageTagMutability: "MUTABLE_WITH_EXCLUSION" };
    expect(await mend(ecrImmutableTags, owners)).to.equal(undefined);
  });
});

const repository: Member = { type: REPOSITORY, name: "orders", props: { name: "shop/orders" } };
const policy = (text: unknown): Member => ({
  type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  name: "images",
  props: { policy: text, repository: "shop/orders" },
});
type Selection = { tagStatus: string; countType: string; countNumber: number };
const rules = (...selections: Selection[]) =>
  policy(
    JSON.stringify({
      rules: selections.map((selection, index) => ({
        rulePriority: index + 1,
        selection,
        action: { type: "expire" },
      })),
    }),
  );
const any = { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 100 };
const tagged = { tagStatus: "tagged", countType: "imageCountMoreThan", countNumber: 50 };
const untagged = { tagStatus: "untagged", countType: "sinceImagePushed", countNumber: 14 };
const keeps = (status: string) =>
  `images: Images that are ${status} are kept for ever: add a rule with tagStatus ${status}.`;
const document: Unwrap<LifecyclePolicyArgs>["policy"] = {
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 9 },
      action: { type: "expire" },
    },
  ],
};

describe(ecrLifecyclePolicy.name, () => {
  const forEver = "orders: Images are kept for ever: add an ecr.LifecyclePolicy.";
  const cases: [string, Member[], string[]][] = [
    ["reports a repository without a policy", [repository], [forEver]],
    [
      "reports one whose policy is another's",
      [repository, { ...rules(any), props: { ...rules(any).props, repository: "shop/invoices" } }],
      [forEver],
    ],
    ["accepts one rule for all images", [repository, rules(any)], []],
    ["accepts a rule for each kind", [repository, rules(untagged, tagged)], []],
    ["accepts a document that is no text", [repository, policy(document)], []],
    ["reports untagged images that stay", [repository, rules(tagged)], [keeps("untagged")]],
    ["reports tagged images that stay", [repository, rules(untagged)], [keeps("tagged")]],
    [
      "reports a policy that is no JSON or says nothing",
      [repository, policy("{"), policy(undefined)],
      [keeps("untagged"), keeps("tagged"), keeps("untagged"), keeps("tagged")],
    ],
    ["passes by what is not known yet", [repository, policy(unknownValue)], []],
    [
      "finds the policy before names are known",
      [
        { ...repository, props: {} },
        {
          ...rules(any),
          props: { ...rules(any).props, repository: unknownValue },
          from: { repository },
        },
      ],
      [],
    ],
    ["says nothing about other types", [{ ...repository, type: "other:index:Thing" }], []],
  ];
  for (const [title, members, expected] of cases) {
    it(title, async () => {
      expect(await stackViolations(ecrLifecyclePolicy, members)).to.deep.equal(expected);
    });
  }
});

const basic = "Only packages of the operating system are scanned: set scanType to ENHANCED.";
const manual = "Nothing is scanned by itself: add a rule with scanFrequency CONTINUOUS_SCAN.";
const scanRule = (scanFrequency: string) => ({
  scanFrequency,
  repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }],
});
describeRule<RegistryScanningConfigurationArgs>(
  ecrRegistryScanning,
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
  [
    ["reports the basic scan", { scanType: "BASIC", rules: [scanRule("SCAN_ON_PUSH")] }, [basic]],
    ["reports a scan without rules", { scanType: "ENHANCED" }, [manual]],
    ["reports both", { scanType: "BASIC", rules: [] }, [basic, manual]],
    ["reports a scan by hand", { scanType: "ENHANCED", rules: [scanRule("MANUAL")] }, [manual]],
    [
      "accepts a scan that goes on",
      { scanType: "ENHANCED", rules: [scanRule("MANUAL"), scanRule("CONTINUOUS_SCAN")] },
      [],
    ],
    [
      "waits for what is not known yet",
      { scanType: "ENHANCED", rules: unknownValue },
      ["string value at .rules can't be known during preview"],
    ],
  ],
);
