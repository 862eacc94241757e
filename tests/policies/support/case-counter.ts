import { enrol } from "../../../policies/enrol";
import { allRules } from "../../../policies/packs";
import { casesOf } from "./cases";

/** A reporter of mocha's that prints how many cases were written for each rule. */
export default class CaseCounter {
  constructor(runner: Mocha.Runner) {
    runner.once("end", () => {
      const names = [...allRules, ...enrol([])].map(({ name }) => name);
      const counted = names.map(name => [name, casesOf(name, runner.suite)]);
      console.log(JSON.stringify(Object.fromEntries(counted)));
    });
  }
}
