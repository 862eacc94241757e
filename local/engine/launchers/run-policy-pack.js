// Runs the policy pack in the working folder: arguments are the engine's address, the pack's path
// and the runtime's options (`-typescript=false`) as the engine hands them on.
"use strict";

const path = require("node:path");
const { createRequire, flushCompileCache } = require("node:module");

// Modules are looked for as the pack itself would: from its folder up, then in NODE_PATH.
const packRequire = createRequire(path.join(process.cwd(), "index.js"));
const [, , , pack, ...options] = process.argv;

if (options.includes("-typescript=false")) {
  // Plain JavaScript, by its own word: loading the TypeScript compiler, which is half of a pack's
  // start, is spared. What it throws goes to standard error and ends it, as the engine expects.
  packRequire(path.resolve(pack));
} else {
  packRequire("@pulumi/pulumi/cmd/run-policy-pack");
}

// The engine ends this process by force, so what Node has compiled is kept now, where this Node
// can (22.10) and NODE_COMPILE_CACHE says so.
flushCompileCache?.();
