/** The mistake of a number that is not whole or not within bounds; none, or one. */
export function rangeProblem(what: string, value: number, least: number, most: number): string[] {
  return Number.isInteger(value) && value >= least && value <= most
    ? []
    : [`${what} is ${value}; use a whole number from ${least} to ${most}`];
}

/** The mistake of a number, whole or not, that is not within bounds. */
export function shareProblem(what: string, value: number, least: number, most: number): string[] {
  return value >= least && value <= most
    ? []
    : [`${what} is ${value}; use a number from ${least} to ${most}`];
}
