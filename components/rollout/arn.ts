/** The last part of an ARN: a task's identifier, a revision's `family:number`; nothing of none. */
export function lastPart(arn = ""): string {
  return arn.split("/").pop() ?? "";
}
