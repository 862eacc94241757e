// One direction: settings -> systems -> components -> resources, no cycles; policies and local stand apart.

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
    forbid("^components/", "^(services|policies|local|tests)/|^(settings|index)\\.ts$"),
    forbid("^services/", "^(policies|local|tests)/|^index\\.ts$"),
    forbid("^policies/", "^(components|services|local|tests)/|^(settings|index)\\.ts$"),
    forbid("^settings\\.ts$", "^(services|policies|local|tests)/|^index\\.ts$"),
    forbid("^index\\.ts$", "^(policies|local|tests)/"),
    forbid("^local/", "^tests/"),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
