import type { ExampleResource } from "../example";

/** Code that stands in a literal as it is, where everything else is a value. */
class Code {
  constructor(readonly text: string) {}
}

/** The program that one would write for an example, in one piece of TypeScript. */
export function exampleCode(resources: readonly ExampleResource[]): string {
  const used = new Set(resources.flatMap(({ from = {} }) => Object.values(from).flatMap(owners)));
  const providers = new Map<string, string>();
  const statements = resources.map(resource => {
    const creation = newResource(resource, providers);
    return used.has(resource.name) ? `const ${variable(resource.name)} = ${creation}` : creation;
  });
  const declared = [...providers].map(
    ([args, name]) => `const ${name} = new aws.Provider("${name}", ${args});`,
  );
  return [...declared, ...statements].join("\n");
}

function newResource(resource: ExampleResource, providers: Map<string, string>): string {
  const { type, name, props, from = {}, opts = {}, provider } = resource;
  const inputs = withCode(props) as Record<string, unknown>;
  for (const [path, sources] of Object.entries(from)) {
    const codes = [sources].flat().map(reference);
    setAt(inputs, path.split("."), typeof sources === "string" ? codes[0] : codes);
  }
  const options: Record<string, unknown> = { ...opts };
  if (provider !== undefined) {
    options.provider = new Code(providerName(provider, providers));
  }
  const args = [JSON.stringify(name), literal(inputs)];
  if (Object.keys(options).length > 0) {
    args.push(literal(options));
  }
  return `new ${className(type)}(${args.join(", ")});`;
}

/** `aws:rds/instance:Instance` is `aws.rds.Instance`, `docker:index/image:Image` is `docker.Image`. */
function className(type: string): string {
  const [pkg, module, name] = type.split(":");
  const folder = module.split("/")[0];
  return [variable(pkg), ...(folder === "index" ? [] : [folder]), name].join(".");
}

function providerName(provider: object, providers: Map<string, string>): string {
  const args = literal(parsed(provider));
  const name =
    providers.get(args) ?? (providers.size === 0 ? "provider" : `provider${providers.size + 1}`);
  providers.set(args, name);
  return name;
}

/** A provider's inputs reach a rule as JSON text; one writes them as objects. */
function parsed(provider: object): object {
  return Object.fromEntries(
    Object.entries(provider).map(([key, value]) => [
      key,
      typeof value === "string" ? (json(value) ?? value) : (value as unknown),
    ]),
  );
}

/** A copy of a value in which text that is JSON is written as the object that it holds. */
function withCode(value: unknown): unknown {
  if (typeof value === "string") {
    const document = json(value);
    return document === undefined ? value : new Code(`JSON.stringify(${literal(document)})`);
  }
  if (Array.isArray(value)) {
    return value.map(withCode);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withCode(item)]))
    : value;
}

/** An object or a list in a text, if it holds one. */
function json(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) {
    return undefined;
  }
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

/** Code for `assets.id`, or for a text with some of these in it. */
function reference(source: string): Code {
  if (!source.includes("${")) {
    return new Code(path(source));
  }
  const document = json(source);
  return document === undefined
    ? interpolated(source)
    : new Code(`pulumi.jsonStringify(${literal(filledIn(document))})`);
}

function filledIn(value: unknown): unknown {
  if (typeof value === "string") {
    return value.includes("${") ? interpolated(value) : value;
  }
  if (Array.isArray(value)) {
    return value.map(filledIn);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filledIn(item)]))
    : value;
}

function interpolated(text: string): Code {
  const alone = /^\$\{([^}]*)\}$/.exec(text);
  const code = text.replace(/\$\{([^}]*)\}/g, (_, inner: string) => `\${${path(inner)}}`);
  return new Code(alone === null ? `pulumi.interpolate\`${code}\`` : path(alone[1]));
}

function path(source: string): string {
  const [name, ...attributes] = source.split(".");
  return [variable(name), ...attributes].join(".");
}

/** The resources that a reference names. */
function owners(sources: string | readonly string[]): string[] {
  return [sources]
    .flat()
    .flatMap(text =>
      text.includes("${") ? [...text.matchAll(/\$\{([^}]*)\}/g)].map(match => match[1]) : [text],
    )
    .map(source => source.split(".")[0]);
}

/** Names that a variable of the page cannot have. */
const TAKEN = ["aws", "pulumi", "docker", "default", "public", "private", "delete", "export"];

function variable(name: string): string {
  const camel = name.replace(/[^A-Za-z0-9]+(.)/g, (_, letter: string) => letter.toUpperCase());
  return TAKEN.includes(camel) && camel !== name.toLowerCase() ? `${camel}Resource` : camel;
}

function setAt(target: Record<string, unknown>, [key, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    target[key] = value;
  } else {
    setAt((target[key] ??= {}) as Record<string, unknown>, rest, value);
  }
}

function literal(value: unknown): string {
  if (value instanceof Code) {
    return value.text;
  }
  if (Array.isArray(value)) {
    return `[${value.map(literal).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{ ${members.map(member).join(", ")} }`;
  }
  return JSON.stringify(value) ?? "undefined";
}

function member([key, value]: [string, unknown]): string {
  const code = literal(value);
  return code === key ? key : `${JSON.stringify(key)}: ${code}`;
}
