/** A service of a stack's output `operations`, as far as the scripts look at it. */
export const service = (name: string, context: string, more: object = {}) => ({
  ...{ name, service: name, family: `${name}-family`, container: name, port: 8080 },
  image: { repository: `shop/${name}`, build: { context } },
  ...more,
});

/** What `pulumi stack output --json` prints of a stack of these services. */
export const outputs = (...services: object[]) =>
  JSON.stringify({ operations: { cluster: "c", services } });
