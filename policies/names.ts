/** The packs by their folders' names, in the order of the catalogue. */
export const PACK_NAMES = [
  "least-privilege",
  "encryption",
  "tagging",
  "network",
  "resilience",
  "logging",
  "supply-chain",
  "cost",
] as const;

/** A pack by its folder's name; `all` has the rules of every other. */
export type PackName = (typeof PACK_NAMES)[number] | "all";
