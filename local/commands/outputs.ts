import { UserError } from "../errors";
import { passOn, say } from "../report/screen";
import { withSession } from "../stack/session";
import { stackName, stateFolder } from "../stack/target";
import { readArguments } from "./arguments";
import { run } from "./run";

/** `npm run outputs`: the credential-free stack's outputs, as a list or as JSON; secret ones are masked. */
void run(async signal => {
  const { target, values } = readArguments({ json: { type: "boolean" } });
  const json = values.json === true;
  const options = {
    folder: stateFolder(target),
    packs: "none",
    signal,
    report: json ? () => undefined : say,
    output: passOn,
  } as const;
  return withSession(target, options, async session => {
    const outputs = Object.entries(await session.outputs());
    if (outputs.length === 0) {
      throw new UserError(
        `the stack ${stackName(target)} is not up; bring it up with npm run up -- --system ${target.system} --stack ${target.stack}`,
      );
    }
    const shown = outputs.map(
      ([name, { value, secret }]) => [name, secret ? "[secret]" : (value as unknown)] as const,
    );
    if (json) {
      console.log(JSON.stringify(Object.fromEntries(shown), null, 2));
    } else {
      for (const [name, value] of shown) {
        console.log(`${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
      }
    }
    return true;
  });
});
