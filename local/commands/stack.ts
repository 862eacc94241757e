import { writeFile } from "fs/promises";
import { basename } from "path";

import { UserError } from "../errors";
import { ownSettingsFile, stackSettings } from "../stack/stack-settings";
import { stackName } from "../stack/target";
import { say } from "../report/screen";
import { readArguments } from "./arguments";
import { run } from "./run";

/**
 * `npm run stack -- --system NAME --stack ENVIRONMENT`: writes the settings of a system's stack for the
 * official CLI, made from the environment's. What is there already is never overwritten.
 */
void run(async () => {
  const { target } = readArguments({});
  const file = ownSettingsFile(target);
  const settings = (await stackSettings(target)).toString();
  try {
    await writeFile(file, settings, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") {
      throw new UserError(`${basename(file)} is there already; edit it, or remove it first`);
    }
    throw error;
  }
  const name = stackName(target);
  say(
    `${basename(file)} is made from the settings of ${target.stack}: see to its domain and certificate.`,
  );
  say(
    `On AWS: pulumi stack init ${name} --secrets-provider …, then pulumi up --stack ${name}; see docs/production.md`,
  );
  return true;
});
