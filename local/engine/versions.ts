/**
 * The first three numbers in a version as Pulumi or Go prints it (`v3.220.0`, `go1.26rc1`).
 *
 * @returns `major.minor.patch`, a missing patch being 0; undefined where there is no version.
 */
export function findVersion(text: string): string | undefined {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found ? `${found[1]}.${found[2]}.${found[3] ?? "0"}` : undefined;
}

/** Whether a `major.minor.patch` is the wanted one or newer. */
export function isAtLeast(version: string, wanted: string): boolean {
  return version.localeCompare(wanted, "en", { numeric: true }) >= 0;
}
