import { RunError } from "../errors";

/** What a container gets from its image. */
export interface ImageConfig {
  /** Exec form; absent when the Dockerfile has none. */
  entryPoint?: string[];
  command?: string[];
  /** Variables of the final stage. */
  env: Record<string, string>;
  /** The image that its stages begin with, as the Dockerfile writes it. */
  base: string;
  /** Files of the build context, by the path that they get in the image. */
  files: Record<string, string>;
}

interface Instruction {
  name: string;
  text: string;
}

/**
 * Reads what a stage of a Dockerfile says. A stage built on an earlier one takes over what that one
 * says; what the outermost base image says is not known.
 *
 * @param target Stage that the image is made of; the last one when absent.
 */
export function readDockerfile(text: string, target?: string): ImageConfig {
  const stages = new Map<string, ImageConfig>();
  const args: Record<string, string> = {};
  let current: ImageConfig = { env: {}, base: "", files: {} };
  for (const { name, text: rest } of instructions(text)) {
    switch (name) {
      case "FROM": {
        const [, base, alias] = /^(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(rest) ?? [];
        const inherited = stages.get(base?.toLowerCase() ?? "");
        current = {
          ...inherited,
          base: inherited?.base ?? expand(base ?? "", args),
          env: { ...inherited?.env },
          files: { ...inherited?.files },
        };
        stages.set((alias ?? "").toLowerCase(), current);
        break;
      }
      case "ARG": {
        const [key, value = ""] = rest.split("=");
        args[key] = unquote(value);
        break;
      }
      case "ENV":
        Object.assign(current.env, environment(rest, { ...args, ...current.env }));
        break;
      case "ENTRYPOINT":
        // As Docker does: a new entry point drops the command of the stage below it.
        current.entryPoint = execForm(rest);
        delete current.command;
        break;
      case "CMD":
        current.command = execForm(rest);
        break;
      case "COPY":
        Object.assign(current.files, copied(rest));
        break;
    }
  }
  return target === undefined ? current : (stages.get(target.toLowerCase()) ?? current);
}

/** Files that a COPY takes from the build context; what comes from another stage is not in it. */
function copied(text: string): Record<string, string> {
  const words = text.split(/\s+/);
  const paths = words.filter(word => !word.startsWith("--"));
  const to = paths.pop();
  if (to === undefined || words.some(word => word.startsWith("--from="))) {
    return {};
  }
  const into = (from: string) => (to.endsWith("/") ? `${to}${from.split("/").pop()}` : to);
  return Object.fromEntries(paths.map(from => [into(from), from]));
}

/**
 * The command that a container runs, its own words before those of its image.
 *
 * @throws RunError when neither says one.
 */
export function commandOf(
  image: Pick<ImageConfig, "entryPoint" | "command">,
  override: { entryPoint?: string[] | null; command?: string[] | null },
): string[] {
  const ownEntry = override.entryPoint?.length ? override.entryPoint : undefined;
  const ownCommand = override.command?.length ? override.command : undefined;
  // As Docker does: an entry point of one's own drops the image's command.
  const command = ownCommand ?? (ownEntry ? [] : (image.command ?? []));
  const whole = [...(ownEntry ?? image.entryPoint ?? []), ...command];
  if (whole.length === 0) {
    throw new RunError("its Dockerfile has no CMD or ENTRYPOINT and its container no command");
  }
  return whole;
}

/** Splits a Dockerfile into instructions: comments out, continued lines joined. */
function instructions(text: string): Instruction[] {
  const lines = text.split(/\r?\n/).filter(line => !/^\s*#/.test(line));
  return lines
    .join("\n")
    .replace(/\\[ \t]*\n/g, " ")
    .split("\n")
    .map(line => /^\s*([A-Za-z]+)\s+(.*?)\s*$/.exec(line))
    .filter(match => match !== null)
    .map(([, name, rest]) => ({ name: name.toUpperCase(), text: rest }));
}

/** Exec form as it is; shell form as Docker runs it. */
function execForm(text: string): string[] {
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed) && parsed.every(part => typeof part === "string")) {
      return parsed;
    }
  } catch {
    // Not JSON, so it is the shell form.
  }
  return ["/bin/sh", "-c", text];
}

function environment(text: string, known: Record<string, string>): Record<string, string> {
  const pairs = [...text.matchAll(/([A-Za-z_]\w*)=("(?:\\.|[^"])*"|'[^']*'|(?:\\.|\S)*)/g)];
  const old = /^([A-Za-z_]\w*)\s+(.*)$/.exec(text);
  const found = pairs.length > 0 && !old ? pairs : old ? [old] : [];
  return Object.fromEntries(found.map(([, key, value]) => [key, expand(unquote(value), known)]));
}

function expand(value: string, known: Record<string, string>): string {
  return value.replace(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (_match, braced: string | undefined, plain: string | undefined) =>
      known[braced ?? plain ?? ""] ?? "",
  );
}

function unquote(value: string): string {
  return value.replace(/^(["'])(.*)\1$/s, "$2");
}
