// One direction: settings -> systems -> components -> resources, no cycles; policies, operations and local stand apart.

/** A rule that keeps what lies in `from` from importing what lies in any of `to`. */
const forbid = (from, to) => ({
  name: `${from.replace(/[^a-z]/g, "")}-knows-too-much`,
  severity: "error",
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
    forbid("^components/", "^(services|operations|policies|local|tests)/|^(settings|index)\\.ts$"),
    forbid("^services/", "^(operations|policies|local|tests)/|^index\\.ts$"),
    // What a rollout is, and why it failed, is the same after pulumi up and after a command.
    forbid(
      "^operations/",
      "^(components/(?!rollout/)|(services|policies|local|tests)/)|^(settings|index)\\.ts$",
    ),
    forbid("^policies/", "^(components|services|operations|local|tests)/|^(settings|index)\\.ts$"),
    forbid("^settings\\.ts$", "^(services|operations|policies|local|tests)/|^index\\.ts$"),
    forbid("^index\\.ts$", "^(operations|policies|local|tests)/"),
    forbid("^local/", "^tests/"),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
