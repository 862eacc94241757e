import { Check } from "../types/type-entry";
import { Values, asText, at, hasUnknown, isUnknown } from "../values";

/** A check of one property, applied when it is given and known. */
function rule(property: string, complaint: (value: unknown) => string | undefined): Check {
  return inputs => {
    const value = at(inputs, property);
    if (value === undefined || value === null || hasUnknown(value)) {
      return [];
    }
    const reason = complaint(value);
    return reason === undefined ? [] : [{ property, reason }];
  };
}

/** The text has `min` to `max` characters. */
export function length(property: string, min: number, max: number): Check {
  return rule(property, value => {
    const text = asText(value);
    return text.length >= min && text.length <= max
      ? undefined
      : `"${text}" has ${text.length} characters; use ${min} to ${max}`;
  });
}

/** The text matches; `words` say in plain English what it takes. */
export function matches(property: string, pattern: RegExp, words: string): Check {
  return rule(property, value =>
    pattern.test(asText(value)) ? undefined : `"${asText(value)}" is not valid; use ${words}`,
  );
}

/** The value is one of a list. */
export function oneOf(property: string, allowed: readonly (string | number)[]): Check {
  return rule(property, value =>
    allowed.includes(value as string)
      ? undefined
      : `${asText(value)} is not valid; use one of ${allowed.join(", ")}`,
  );
}

/** The value is a whole number from `min` to `max`, given as a number or as digits. */
export function whole(property: string, min: number, max: number): Check {
  return rule(property, value => {
    const number = Number(value);
    return Number.isInteger(number) && number >= min && number <= max
      ? undefined
      : `${asText(value)} is not valid; use a whole number from ${min} to ${max}`;
  });
}

/** Exactly one of the properties is given. */
export function exactlyOne(...properties: readonly string[]): Check {
  return inputs => {
    const given = properties.filter(property => isGiven(inputs, property));
    return given.length === 1
      ? []
      : [
          {
            property: properties[0],
            reason: `give exactly one of ${properties.join(", ")}; got ${given.join(" and ") || "none"}`,
          },
        ];
  };
}

/** Complains of what holds among several inputs; skipped while one of those named is unknown. */
export function among(
  properties: readonly string[],
  complaint: (inputs: Values) => string | undefined,
): Check {
  return inputs => {
    if (properties.some(property => hasUnknown(at(inputs, property)))) {
      return [];
    }
    const reason = complaint(inputs);
    return reason === undefined ? [] : [{ property: properties[0], reason }];
  };
}

function isGiven(inputs: Values, property: string): boolean {
  const value = at(inputs, property);
  return isUnknown(value) || asText(value) !== "";
}
