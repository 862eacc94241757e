/**
 * Whether a range of addresses is the internet, or so much of it that nobody owns it: 0.0.0.0/0, ::/0 and
 * the halves and quarters that one writes instead. The widest private range is 10.0.0.0/8, fc00::/7 in IPv6.
 */
export function isInternet(cidr: unknown): boolean {
  if (typeof cidr !== "string" || !/^[\da-f.:]+\/\d+$/i.test(cidr)) {
    return false;
  }
  const length = Number(cidr.split("/")[1]);
  return length < (cidr.includes(":") ? 7 : 8);
}
