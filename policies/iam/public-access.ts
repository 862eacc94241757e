import { isNarrowedBy } from "./condition";
import type { Statement } from "./document";
import { isAnyone } from "./principal";
import type { Finding } from "./statements";

/** Keys that AWS takes as a limit on who calls, in lower case. */
const LIMITS = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
];

/** A finding when a statement lets anyone in, from anywhere. */
export function publicFindings(statement: Statement): Finding[] {
  const open = statement.notPrincipals.length > 0 || statement.principals.some(isAnyone);
  return open && !isNarrowedBy(statement, ...LIMITS) && !isFromPrivateAddresses(statement)
    ? [
        {
          id: "Principal::*",
          problem:
            "lets anyone in: name the principals, or add a condition on where they come from.",
        },
      ]
    : [];
}

/** Whether a range spans the internet, as a whole or in parts so large that a few of them do. */
export function isVastRange(range: string): boolean {
  // What is no number spans who knows what.
  return !(Number(range.split("/")[1] ?? 32) >= 8);
}

function isFromPrivateAddresses({ conditions }: Statement): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      operator === "ipaddress" &&
      key === "aws:sourceip" &&
      values.length > 0 &&
      !values.some(isVastRange),
  );
}
