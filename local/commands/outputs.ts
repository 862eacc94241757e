import { UserError } from "../errors";
import { passOn, say } from "../report/screen";
import { Session } from "../stack/session";
import { stackName, stateFolder } from "../stack/target";
import { readArguments } from "./arguments";
import { run } from "./run";

/** `npm run outputs`: the credential-free stack's outputs, as a list or as JSON; secret ones are masked. */
void run(async signal => {
  const { target, values } = readArguments({ json: { type: "boolean" } });
  const session = await Session.open(target, {
    folder: stateFolder(target),
    packs: "none",
    signal,
    report: values.json === true ? () => undefined : say,
    output: passOn,
  });
  try {
    const outputs = Object.entries(await session.outputs());
    if (outputs.length === 0) {
      throw new UserError(`the stack ${stackName(target)} is not up; bring it up with npm run up`);
    }
    const shown = outputs.map(
      ([name, { value, secret }]) => [name, secret ? "[secret]" : (value as unknown)] as const,
    );
    if (values.json === true) {
      console.log(JSON.stringify(Object.fromEntries(shown), null, 2));
    } else {
      for (const [name, value] of shown) {
        console.log(`${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
      }
    }
    return true;
  } finally {
    await session.close();
  }
});
