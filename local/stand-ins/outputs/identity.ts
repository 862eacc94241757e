import { createHash } from "crypto";

/** The account that the stand-ins play. */
export const ACCOUNT_ID = "123456789012";

const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
const MIXED = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${LOWER}`;

/** Hex digits, 1 to 64, that depend on the seed alone. */
export function hex(seed: string, length: number): string {
  return createHash("sha256").update(seed).digest("hex").slice(0, length);
}

/** Characters a-z and 0-9, 1 to 32. */
export function lowerCharacters(seed: string, length: number): string {
  return pick(LOWER, seed, length);
}

/** Characters A-Z, a-z and 0-9, 1 to 32. */
export function mixedCharacters(seed: string, length: number): string {
  return pick(MIXED, seed, length);
}

/** Digits, 1 to 32, the first of them not 0. */
export function digits(seed: string, length: number): string {
  return `${pick("123456789", `${seed}:first`, 1)}${pick("0123456789", seed, length - 1)}`;
}

function pick(alphabet: string, seed: string, length: number): string {
  const bytes = createHash("sha256").update(seed).digest();
  return Array.from(bytes.subarray(0, length), byte => alphabet[byte % alphabet.length]).join("");
}

/**
 * An id in the form of EC2's, such as `vpc-0` and 16 hex digits. The last four check the others, so
 * that {@link isOurEc2Id} tells ids made here from those of a real account.
 */
export function ec2Id(prefix: string, seed: string): string {
  const body = hex(`${prefix}:${seed}`, 12);
  return `${prefix}-0${body}${hex(`check:${prefix}:${body}`, 4)}`;
}

/** Whether the text is an id that {@link ec2Id} made, of any kind. */
export function isOurEc2Id(text: string): boolean {
  const match = /^([a-z]+)-0([0-9a-f]{12})([0-9a-f]{4})$/.exec(text);
  return match !== null && hex(`check:${match[1]}:${match[2]}`, 4) === match[3];
}

/** 16 hex digits that check themselves, as in the ARNs of load balancers and target groups. */
export function hex16(seed: string): string {
  const body = hex(`arn:${seed}`, 12);
  return `${body}${hex(`check:arn:${body}`, 4)}`;
}

/** Whether the text is made by {@link hex16}. */
export function isOurHex16(text: string): boolean {
  return /^[0-9a-f]{16}$/.test(text) && hex(`check:arn:${text.slice(0, 12)}`, 4) === text.slice(12);
}

/** A UUID of version 4's form; its last four digits check the others. */
export function uuid(seed: string): string {
  const h = hex(`uuid:${seed}`, 28);
  const body = `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 28)}`;
  return `${body}${hex(`check:uuid:${body}`, 4)}`;
}

/** Whether the text is made by {@link uuid}. */
export function isOurUuid(text: string): boolean {
  return (
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) &&
    hex(`check:uuid:${text.slice(0, 32)}`, 4) === text.slice(32)
  );
}

/** The AWS partition of a region: `aws`, `aws-cn` or `aws-us-gov`. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) {
    return "aws-cn";
  }
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** The domain of the partition's endpoints. */
export function dnsSuffixOf(region: string): string {
  return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
}
