/**
 * Whether an IAM pattern matches a value: `*` stands for any run of characters, `?` for one. Takes
 * linear space and never backtracks more than to the last star.
 */
export function glob(pattern: string, value: string): boolean {
  let p = 0;
  let star = -1;
  let resume = 0;
  for (let v = 0; v < value.length;) {
    if (pattern[p] === "*") {
      star = p++;
      resume = v;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === value[v])) {
      p++;
      v++;
    } else if (star >= 0) {
      p = star + 1;
      v = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") {
    p++;
  }
  return p === pattern.length;
}

/** Whether a string holds a wildcard. */
export function hasWildcard(value: string): boolean {
  return /[*?]/.test(value);
}

/** Whether a string is nothing but wildcards, so that it names nothing. */
export function isWildcard(value: string): boolean {
  return /^[*?]*\*[*?]*$/.test(value);
}
