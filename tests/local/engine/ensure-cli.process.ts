import { ensureCli } from "../../../local/engine/cli";
import { onlyGo } from "./fakes";

/** A process that does nothing but look for a CLI: prints each line reported, then the result. */
ensureCli({ report: line => console.log(line), ways: onlyGo, staleMs: 2000 }).then(
  cli => console.log(JSON.stringify(cli)),
  (error: Error) => {
    console.log(error.message);
    process.exitCode = 1;
  },
);
