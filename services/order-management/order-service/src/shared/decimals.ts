import { ApiError } from "./errors";

/** Largest amount that is stored. */
export const largestAmount = 9_999_999_999.99;

/**
 * True when a number has at most so many decimals. Then it is the double nearest to its own
 * decimal text, so storing it as a decimal number and reading it back gives it again.
 */
export function hasDecimals(value: number, most: number): boolean {
  return Number(value.toFixed(most)) === value;
}

/** Refuses, with 400, a number with more decimals than are stored: it would be rounded silently. */
export function requireDecimals(field: string, value: number, most: number): void {
  if (!hasDecimals(value, most)) {
    throw new ApiError(400, "invalid_field", `${field} must have at most ${most} decimals.`, field);
  }
}
