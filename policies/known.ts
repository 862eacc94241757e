/** Stands for a value that is not known before deployment. */
export const UNKNOWN = Symbol("unknown until deployment");

let unknownReads = 0;

/** How often a rule did without a value that is not known yet; grows while rules run. */
export function countUnknownReads(): number {
  return unknownReads;
}

/**
 * Reads a property that may be unknown in a preview. CrossGuard throws on such a read and turns the
 * whole rule into an advisory, so a rule that can do without the value asks here.
 */
export function peek<T>(read: () => T): T | typeof UNKNOWN {
  try {
    return read();
  } catch (error) {
    if (isUnknownValue(error)) {
      unknownReads++;
      return UNKNOWN;
    }
    throw error;
  }
}

/** Whether a property is given. One that is unknown as yet counts: it is the output of a resource. */
export function isSet(props: object, key: string): boolean {
  const value = peek(() => (props as Record<string, unknown>)[key]);
  return value !== undefined && value !== null && value !== "" && value !== false;
}

/**
 * Visits every item although some cannot be read yet, so that what is known is judged in a preview
 * too. Ends with the first unknown, if there was one, for CrossGuard to report.
 */
export function eachKnown<T>(items: readonly T[], visit: (item: T, index: number) => void): void {
  let unknown: unknown;
  for (let index = 0; index < items.length; index++) {
    try {
      visit(items[index], index);
    } catch (error) {
      if (!isUnknownValue(error)) {
        throw error;
      }
      unknown ??= error;
    }
  }
  if (unknown !== undefined) {
    throw unknown as Error;
  }
}

/** The error of @pulumi/policy's property proxy, whose class it does not export. */
function isUnknownValue(error: unknown): boolean {
  return error instanceof Error && "unknownTypeSentinel" in error;
}
