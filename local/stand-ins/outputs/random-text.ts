import { createHash } from "crypto";

import { Values, asText } from "../values";

/** Gives a whole number from 0 to below `limit`. */
export type Draw = (limit: number) => number;

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";
const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";

/** A text of the length and kinds of character that the inputs ask for, in random order. */
export function randomText(inputs: Values, draw: Draw): string {
  const special = asText(inputs.overrideSpecial) || SPECIAL;
  const numeric = inputs.numeric ?? inputs.number;
  const kinds = [
    { wanted: inputs.lower, minimum: inputs.minLower, characters: LOWER },
    { wanted: inputs.upper, minimum: inputs.minUpper, characters: UPPER },
    { wanted: numeric, minimum: inputs.minNumeric, characters: DIGITS },
    { wanted: inputs.special, minimum: inputs.minSpecial, characters: special },
  ].filter(({ wanted }) => wanted !== false);
  const all = kinds.map(({ characters }) => characters).join("");
  const pick = (characters: string) => characters[draw(characters.length)];

  const drawn = kinds.flatMap(({ minimum, characters }) =>
    Array.from({ length: Number(minimum ?? 0) }, () => pick(characters)),
  );
  while (drawn.length < Number(inputs.length)) {
    drawn.push(pick(all));
  }
  for (let last = drawn.length - 1; last > 0; last--) {
    const other = draw(last + 1);
    [drawn[last], drawn[other]] = [drawn[other], drawn[last]];
  }
  return drawn.join("");
}

/** Draws that depend on the seed alone, for tests that want the same text every time. */
export function drawFrom(seed: string): Draw {
  let count = 0;
  return limit => {
    const digest = createHash("sha256").update(`${seed}:${count++}`).digest();
    return digest.readUInt32BE(0) % limit;
  };
}
