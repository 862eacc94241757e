import { readFileSync } from "fs";

import { Row, tablesOf } from "../../support/markdown";

/** The documented values of one system: a row for each service, a row for each setting. */
export interface Documented {
  services: readonly Row[];
  settings: readonly Row[];
}

/** Reads `docs/systems.md`: under each system's heading its table of services, then that of settings. */
export function readPage(file = "docs/systems.md"): Readonly<Record<string, Documented>> {
  const [, ...sections] = readFileSync(file, "utf8").split(/^## /m);
  return Object.fromEntries(
    sections.map(section => {
      const [services, settings] = tablesOf(section);
      return [section.split("\n")[0].trim(), { services, settings }];
    }),
  );
}
