import { cidrAt, contains, parseCidr } from "../checks/cidr";

/** A kind of subnet, as the program asks for it. */
export interface SubnetSpec {
  /** Public, Private, Isolated, or Unused for a gap. */
  type: string;
  name?: string;
  cidrMask?: number;
  tags?: Record<string, unknown>;
}

/** A subnet in its zone. */
export interface PlacedSubnet {
  /** `<vpc>-<spec>-<zone number>`. */
  name: string;
  type: string;
  zone: string;
  cidrBlock: string;
  tags: Record<string, unknown>;
}

/** What a VPC has where no subnets are asked for, each half as large as the one before. */
const DEFAULT_TYPES = ["Private", "Public"];

/** The specs with their sizes, from what the program gives. */
export function resolveSpecs(
  specs: readonly SubnetSpec[] | undefined,
  vpcCidr: string,
  zoneCount: number,
): readonly SubnetSpec[] {
  const zoneBits = (parseCidr(vpcCidr)?.bits ?? 16) + bitsFor(zoneCount);
  const largest = Math.max(zoneBits, 16);
  return (
    specs ??
    DEFAULT_TYPES.map((type, index): SubnetSpec => ({ type, cidrMask: largest + index + 1 }))
  );
}

/**
 * Divides a VPC's block as awsx does with its strategy "Auto": an equal part for each zone, and in it
 * the subnets one after the other, each on its own boundary.
 */
export function placeSubnets(
  vpcName: string,
  vpcCidr: string,
  zones: readonly string[],
  specs: readonly SubnetSpec[],
): PlacedSubnet[] {
  const vpc = parseCidr(vpcCidr);
  if (vpc === undefined) {
    throw new Error(`awsx.ec2.Vpc "${vpcName}": the cidrBlock ${vpcCidr} is not an IPv4 block`);
  }
  const zoneBits = vpc.bits + bitsFor(zones.length);
  const zoneSize = 2 ** (32 - zoneBits);
  return zones.flatMap((zone, index) => {
    let next = vpc.first + index * zoneSize;
    return specs.map(spec => {
      const bits = spec.cidrMask ?? zoneBits + bitsFor(specs.length);
      const size = 2 ** (32 - bits);
      const first = Math.ceil(next / size) * size;
      next = first + size;
      const cidrBlock = cidrAt(first, bits);
      const last = vpc.first + (index + 1) * zoneSize - 1;
      if (
        !contains(
          { first: vpc.first + index * zoneSize, last, bits },
          { first, last: next - 1, bits },
        )
      ) {
        throw new Error(
          `awsx.ec2.Vpc "${vpcName}": subnets are too large: ${cidrBlock} does not fit into the part of zone ${zone}`,
        );
      }
      const name = `${vpcName}-${spec.name ?? spec.type.toLowerCase()}-${index + 1}`;
      return { name, type: spec.type, zone, cidrBlock, tags: spec.tags ?? {} };
    });
  });
}

/** Bits that tell `count` parts from each other. */
function bitsFor(count: number): number {
  return Math.ceil(Math.log2(count));
}
