import { asObject, element, listOf, parseJson } from "./document";

/**
 * What AWS would refuse in a policy document, or people could not refer to. Throws DocumentError when it
 * cannot be read at all.
 *
 * @param needs elements, or their Not… forms, that each statement has to have
 */
export function documentFaults(document: unknown, needs: readonly string[]): string[] {
  const root = asObject(
    typeof document === "string" ? parseJson(document) : document,
    "the document",
  );
  const statements = listOf(element(root, "Statement")).map((statement, index) =>
    asObject(statement, `statement ${index + 1}`),
  );
  const found: string[] = twiceNamed(root).map(
    name => `The document has ${name} more than once: write it once.`,
  );
  if (element(root, "Version") !== "2012-10-17") {
    found.push('Version is not "2012-10-17": older ones lack policy variables.');
  }
  if (statements.length === 0) {
    found.push("There is no statement: remove the policy or write one.");
  }
  statements.forEach((statement, index) => {
    found.push(...statementFaults(statement, `Statement ${index + 1}`, needs));
  });
  return [...found, ...sidFaults(statements)];
}

function statementFaults(statement: object, label: string, needs: readonly string[]): string[] {
  const effect = element(statement, "Effect");
  const found: string[] = twiceNamed(statement).map(
    name => `${label} has ${name} more than once: write it once.`,
  );
  if (effect !== "Allow" && effect !== "Deny") {
    found.push(`${label} has no Effect: write Allow or Deny.`);
  }
  for (const name of needs) {
    const given = [element(statement, name), element(statement, `Not${name}`)];
    if (given.filter(value => listOf(value).length > 0).length !== 1) {
      found.push(`${label} needs ${name} or Not${name}: write one of the two.`);
    }
  }
  return found;
}

/** Members that stand there in two spellings, `Action` and `action`: one of them would be overlooked. */
function twiceNamed(object: object): string[] {
  const names = Object.keys(object).map(name => name.toLowerCase());
  return Object.keys(object).filter((name, index) => names.indexOf(name.toLowerCase()) !== index);
}

function sidFaults(statements: readonly object[]): string[] {
  const sids = statements.flatMap(statement => listOf(element(statement, "Sid")).map(String));
  const odd = sids.filter(sid => !/^[A-Za-z0-9]*$/.test(sid));
  const twice = sids.filter((sid, index) => sid !== "" && sids.indexOf(sid) !== index);
  return [
    ...odd.map(sid => `Sid "${sid}" has other characters than letters and digits.`),
    ...twice.map(sid => `Sid "${sid}" is used twice: give each statement its own.`),
  ];
}
