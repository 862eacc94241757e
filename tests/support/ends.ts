type End = () => unknown;

const ofTest: End[] = [];
const ofFiles: End[] = [];

/** Ends what a test or its hooks made, after the test. */
export function afterTest(end: End): void {
  ofTest.push(end);
}

/**
 * Ends what tests of several files share: after the last of them or, in parallel, after each file, so that the next
 * one makes it anew.
 */
export function afterFiles(end: End): void {
  ofFiles.push(end);
}

/** Mocha takes them from here: a hook of a module that several files import would be the first file's alone. */
export const mochaHooks = {
  afterEach: () => run(ofTest),
  afterAll: () => run(ofFiles),
};

async function run(ends: End[]): Promise<void> {
  for (const end of ends.splice(0)) {
    await end();
  }
}
