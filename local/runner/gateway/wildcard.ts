/** One step of a pattern: a character, exactly one of any, or any number of any. */
type Step = { char: string } | "one" | "any";

/**
 * Whether a text is as a load balancer's pattern says: `*` stands for any number of characters, `?`
 * for exactly one. Takes time proportional to the two lengths at worst.
 *
 * @param escapes Whether `\*` and `\?` stand for the characters themselves, as in query strings.
 */
export function matchesWildcard(pattern: string, text: string, escapes = false): boolean {
  const steps = parse(pattern, escapes);
  let step = 0;
  let at = 0;
  /** Where to go on when a character does not fit: the last `*`, and the text it has not yet taken. */
  let retry: { step: number; at: number } | undefined;
  while (at < text.length) {
    const current = steps[step] as Step | undefined;
    if (current === "any") {
      retry = { step: step + 1, at };
      step += 1;
    } else if (current === "one" || (current !== undefined && current.char === text[at])) {
      step += 1;
      at += 1;
    } else if (retry) {
      retry.at += 1;
      ({ step, at } = retry);
    } else {
      return false;
    }
  }
  return steps.slice(step).every(left => left === "any");
}

function parse(pattern: string, escapes: boolean): Step[] {
  const parts = pattern.match(escapes ? /\\[*?]|[^]/g : /[^]/g) ?? [];
  return parts.map(part => {
    if (part === "*") {
      return "any";
    }
    return part === "?" ? "one" : { char: part[part.length - 1] };
  });
}
