import { expect } from "chai";

import { leastPrivilegeRules } from "../../../policies/least-privilege/rules";
import { violations } from "./engine";
import { document, RawStatement } from "./rule-cases";

/** The account whose ARNs the policies name. */
export const ACCOUNT = "123456789012";
/** ARN of its IAM, up to the type. */
export const IAM = `arn:aws:iam::${ACCOUNT}`;

/** A condition of one key, with values that may hold wildcards. */
export const like = (key: string, ...values: string[]) => ({
  Condition: { StringLike: { [key]: values } },
});
/** A condition of one key, with values taken as they are. */
export const equals = (key: string, ...values: string[]) => ({
  Condition: { StringEquals: { [key]: values } },
});

/** A policy that gives away more than it seems to, with the rule that has to see it. */
export type Evasion = [title: string, rule: string, place: string, statement: RawStatement];

/** A policy that looks like those and is narrow: no rule may report it. */
export type Narrow = [title: string, place: string, statement: RawStatement];

/** Places of a policy, by short names. */
const PLACES: Readonly<Record<string, readonly [type: string, property: string]>> = {
  identity: ["aws:iam/rolePolicy:RolePolicy", "policy"],
  trust: ["aws:iam/role:Role", "assumeRolePolicy"],
  bucket: ["aws:s3/bucketPolicy:BucketPolicy", "policy"],
  key: ["aws:kms/key:Key", "policy"],
  replica: ["aws:kms/replicaKey:ReplicaKey", "policy"],
  endpoint: ["aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy", "policy"],
  bus: ["aws:cloudwatch/eventBusPolicy:EventBusPolicy", "policy"],
  table: ["aws:dynamodb/resourcePolicy:ResourcePolicy", "policy"],
};

/** Describes what the rules of the pack see, and what they let pass. */
export function describeEvasions(evasions: readonly Evasion[], narrow: readonly Narrow[]): void {
  for (const [title, rule, place, statement] of evasions) {
    it(`${rule} sees ${title} in the policy of a ${place}`, async () => {
      expect(await reportedBy(place, statement)).to.include(rule);
    });
  }

  for (const [title, place, statement] of narrow) {
    it(`none reports ${title} in the policy of a ${place}`, async () => {
      expect(await reportedBy(place, statement)).to.deep.equal([]);
    });
  }
}

/** Names of the rules of the pack that report a policy. */
async function reportedBy(place: string, statement: RawStatement): Promise<string[]> {
  const [type, property] = PLACES[place];
  const names: string[] = [];
  for (const rule of leastPrivilegeRules) {
    if ("validateResource" in rule) {
      const subject = { type, props: { [property]: document(statement) } };
      if ((await violations(rule, subject)).length > 0) {
        names.push(rule.name);
      }
    }
  }
  return names;
}
