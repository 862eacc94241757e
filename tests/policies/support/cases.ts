const besides = new Set<Mocha.Test>();

/** A test that a helper gives every rule: it is none of the cases written for the rule. */
export function itAlso(title: string, run: () => Promise<void>): void {
  besides.add(it(title, run));
}

/** How many cases were written for a rule: the tests under its name, wherever mocha has loaded them from. */
export function casesOf(rule: string, root: Mocha.Suite): number {
  const written = new Set<Mocha.Test>();
  for (const suite of suitesIn(root)) {
    if (suite.title === rule || suite.title.startsWith(`${rule} `)) {
      suite.eachTest(test => !besides.has(test) && written.add(test));
    }
  }
  return written.size;
}

/** Files whose tests mocha has loaded. */
export function loadedFiles(root: Mocha.Suite): Set<string> {
  const files = new Set<string>();
  root.eachTest(({ file = "" }) => files.add(file));
  return files;
}

function suitesIn(suite: Mocha.Suite): Mocha.Suite[] {
  return [suite, ...suite.suites.flatMap(suitesIn)];
}
