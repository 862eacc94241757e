import { vpcOutputs } from "../awsx/vpc-outputs";
import { Properties, propertiesOf } from "../schema/properties";
import { entryOf } from "../types";
import { TypeEntry } from "../types/type-entry";
import { Values, asValues, withoutNulls } from "../values";
import { autoName } from "./auto-name";
import { Cloud, CloudContext } from "./cloud";
import { ACCOUNT_ID } from "./identity";
import { CloudAnswer, CloudQuestion } from "./question";

export { cloudAnswer } from "./lookups";
export { ACCOUNT_ID } from "./identity";
export type { CloudAnswer, CloudQuestion } from "./question";

/**
 * The id and outputs that the cloud gives to a resource: those of the stand-ins and of the unit
 * tests' mocks. The same question gets the same answer. Throws for a type without a stand-in.
 */
export function cloudOutputs(type: string, question: CloudQuestion): CloudAnswer {
  const { name, inputs, region, urn = urnOf(type, name), accountId = ACCOUNT_ID } = question;
  const context = { name, inputs: withoutNulls(inputs), region, urn, accountId };
  return type === "awsx:ec2:Vpc"
    ? vpcOutputs(context, cloudOutputs)
    : answer(type, { ...context, generation: 0 }, question.defaultTags);
}

/** As {@link cloudOutputs}, with what only the stand-ins know: the generation and other resources. */
export function answer(type: string, context: CloudContext, defaultTags: Values = {}): CloudAnswer {
  const entry = entryOf(type, context.inputs);
  const cloud = cloudOf(entry, context);
  const { id, ...computed } = entry.outputs(cloud);
  const shared = common(propertiesFor(type, entry), cloud, defaultTags);
  return { id, outputs: { ...computed, ...context.inputs, ...shared } };
}

/** The properties of a type, from its package or, for a dynamic resource, its entry. */
export function propertiesFor(type: string, entry: TypeEntry): Properties {
  const properties = entry.properties ?? propertiesOf(type);
  if (properties === undefined) {
    throw new Error(
      `The properties of ${type} are not in local/stand-ins/schema; run schema/derive.ts`,
    );
  }
  return properties;
}

function cloudOf({ name }: TypeEntry, context: CloudContext): Cloud {
  const made = name === undefined ? "" : autoName(name, context.name, context.urn, 0);
  return new Cloud(context, name?.property, made);
}

/** What every AWS resource has that can have it: its region, and its tags with the provider's. */
function common({ inputs, outputs }: Properties, cloud: Cloud, defaultTags: Values): Values {
  return {
    ...(inputs.includes("region") && { region: cloud.region }),
    ...(outputs.includes("tagsAll") && {
      tagsAll: { ...defaultTags, ...asValues(cloud.inputs.tags) },
    }),
  };
}

/** A URN for a resource whose own is not known, as under mocks. */
function urnOf(type: string, name: string): string {
  return `urn:pulumi:test::test::${type}::${name}`;
}
