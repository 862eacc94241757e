const { availableParallelism } = require("os");

module.exports = {
  require: ["ts-node/register/transpile-only", "./tests/support/ends.ts"],
  timeout: 20_000,
  forbidOnly: true,
  // With --parallel. Tests of the engine have processes of their own besides.
  jobs: Math.max(2, Math.floor(availableParallelism() / 2)),
};
