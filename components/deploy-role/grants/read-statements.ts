import { Statement } from "../../plan/iam-statements";

/** Actions that change nothing, by how AWS begins their names; of keys only what opens what they protect. */
const READS = /^([a-z0-9-]+:(BatchGet|Describe|Get|List)|kms:Decrypt$)/;

/** What of each area's statements changes nothing; areas and statements without such an action are left out. */
export function readStatements(
  areas: Readonly<Record<string, readonly Statement[]>>,
): Record<string, Statement[]> {
  const read = Object.entries(areas).map(([area, statements]) => {
    const kept = statements.map(statement => ({
      ...statement,
      actions: statement.actions.filter(action => READS.test(action)),
    }));
    return [area, kept.filter(({ actions }) => actions.length > 0)] as const;
  });
  return Object.fromEntries(read.filter(([, statements]) => statements.length > 0));
}
