import { isIPv4 } from "net";

/** A range of IPv4 addresses, both ends in it. */
export interface CidrRange {
  first: number;
  last: number;
  /** Bits of the prefix, 0 to 32. */
  bits: number;
}

/** Reads `10.0.0.0/16`; undefined for what is not an IPv4 range on its own boundary. */
export function parseCidr(text: string): CidrRange | undefined {
  const [address, prefix, ...rest] = text.split("/");
  const bits = Number(prefix);
  if (!isIPv4(address) || rest.length > 0 || !/^\d+$/.test(prefix ?? "") || bits > 32) {
    return undefined;
  }
  const first = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - bits);
  return first % size === 0 ? { first, last: first + size - 1, bits } : undefined;
}

/** The range that begins at an address. */
export function cidrAt(first: number, bits: number): string {
  const parts = [24, 16, 8, 0].map(shift => Math.floor(first / 2 ** shift) % 256);
  return `${parts.join(".")}/${bits}`;
}

/** Whether two ranges share an address. */
export function overlap(a: CidrRange, b: CidrRange): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** Whether `outer` holds all of `inner`. */
export function contains(outer: CidrRange, inner: CidrRange): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}
