/**
 * Path patterns as an ALB listener rule reads them: `*` matches any run of characters, `?` exactly
 * one, everything else itself, case-sensitively.
 */

/** Characters of a pattern that match only themselves. */
export function literalLength(pattern: string): number {
  return pattern.replace(/[*?]/g, "").length;
}

/** Whether a pattern has no wildcard and so matches one path only. */
export function isExact(pattern: string): boolean {
  return !/[*?]/.test(pattern);
}

/**
 * Whether every path that matches `narrow` also matches `wide`. Never wrong when it says yes; says no
 * to a few odd pairs, such as `*?` against `a*`, that only a search through all paths would find.
 */
export function covers(wide: string, narrow: string): boolean {
  return contains(wide, narrow, 0, 0, new Map());
}

function contains(
  wide: string,
  narrow: string,
  i: number,
  j: number,
  seen: Map<string, boolean>,
): boolean {
  const key = `${i},${j}`;
  const known = seen.get(key);
  if (known !== undefined) {
    return known;
  }
  let result: boolean;
  if (j === narrow.length) {
    result = wide.slice(i).replaceAll("*", "") === "";
  } else if (wide[i] === "*") {
    result = contains(wide, narrow, i + 1, j, seen) || contains(wide, narrow, i, j + 1, seen);
  } else {
    const met = wide[i] === narrow[j] || (wide[i] === "?" && narrow[j] !== "*");
    result = i < wide.length && met && contains(wide, narrow, i + 1, j + 1, seen);
  }
  seen.set(key, result);
  return result;
}
