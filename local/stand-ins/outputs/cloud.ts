import { Values, asText } from "../values";
import { dnsSuffixOf, ec2Id, hex16, partitionOf, uuid } from "./identity";

/** What the ids and ARNs of one resource are made from. */
export interface CloudContext {
  /** The resource's own name in the program. */
  name: string;
  urn: string;
  /** Checked inputs. */
  inputs: Values;
  region: string;
  accountId: string;
  /** 0, or more where a replacement lives beside what it replaces; a task definition's revision less one. */
  generation: number;
  /** Looks up another resource's outputs by its id, ARN or name; finds nothing under mocks. */
  find?: (reference: string, type?: string) => Values | undefined;
}

/** The cloud as one resource sees it: makes ids and ARNs of AWS's own forms. */
export class Cloud {
  readonly inputs: Values;
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  readonly dnsSuffix: string;
  readonly generation: number;
  readonly seed: string;
  /** The name AWS knows it by: the name property, or one made from the resource's name. */
  readonly physicalName: string;

  constructor(
    private readonly context: CloudContext,
    nameProperty: string | undefined,
    autoName: string,
  ) {
    this.inputs = context.inputs;
    this.region = asText(context.inputs.region) || context.region;
    this.accountId = context.accountId;
    this.partition = partitionOf(this.region);
    this.dnsSuffix = dnsSuffixOf(this.region);
    this.generation = context.generation;
    this.seed = `${context.urn}#${context.generation}`;
    this.physicalName = (nameProperty && asText(context.inputs[nameProperty])) || autoName;
  }

  /** An input as text, "" without it. */
  text(property: string): string {
    return asText(this.inputs[property]);
  }

  /** An id such as `subnet-0…`. */
  ec2Id(prefix: string, seed = this.seed): string {
    return ec2Id(prefix, seed);
  }

  /** The 16 hex digits of an Elastic Load Balancing ARN. */
  hex16(): string {
    return hex16(this.seed);
  }

  uuid(label = ""): string {
    return uuid(`${this.seed}${label}`);
  }

  /** ARN of something of this account in this region. */
  arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.accountId}:${resource}`;
  }

  /** ARN of something of this account that no region owns, as IAM's. */
  globalArn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}::${this.accountId}:${resource}`;
  }

  /** Another resource's outputs by its id or ARN, or by its name and type; nothing under mocks. */
  find(reference: string, type?: string): Values | undefined {
    return this.context.find?.(reference, type);
  }
}
