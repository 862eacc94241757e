import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "fs";
import { join } from "path";

/** Digest of what the fake builds. */
export const DIGEST = `sha256:${"ab".repeat(32)}`;

/** A `docker` that builds nothing and notes what it is asked. */
export interface FakeDocker {
  /** `PATH` on which it is the only `docker`. */
  path: string;
  /** What it was asked so far. */
  calls(): { args: string[]; input: string }[];
  /** What it prints for a command, by the command's first words. */
  answer(command: string, text: string): void;
  /** Lets a command fail with this on its error output. */
  fail(command: string, message: string): void;
}

const SCRIPT = `#!${process.execPath}
const { appendFileSync, readFileSync, writeFileSync } = require("fs");
const folder = __dirname;
const args = process.argv.slice(2);
const input = args.includes("--password-stdin") ? readFileSync(0, "utf8") : "";
appendFileSync(folder + "/calls", JSON.stringify({ args, input }) + "\\n");
const answers = JSON.parse(readFileSync(folder + "/answers.json", "utf8"));
const line = args.join(" ");
const [, answer = {}] = Object.entries(answers).find(([command]) => line.startsWith(command)) ?? [];
process.stdout.write(answer.text ?? "");
const metadata = args[args.indexOf("--metadata-file") + 1];
if (answer.message !== undefined) {
  process.stderr.write(answer.message + "\\n");
  process.exitCode = 1;
} else if (args.includes("--metadata-file")) {
  writeFileSync(metadata, JSON.stringify({ "containerimage.digest": "${DIGEST}" }));
}
`;

/** Puts the fake into a folder. */
export function fakeDocker(folder: string): FakeDocker {
  const bin = join(folder, "bin");
  const answers: Record<string, { text?: string; message?: string }> = {
    info: { text: "null" },
    "buildx inspect": { text: "Name: builder\nDriver: docker-container\n" },
    "buildx build": { text: "building\n" },
  };
  const save = () => writeFileSync(join(bin, "answers.json"), JSON.stringify(answers));
  mkdirSync(bin);
  save();
  writeFileSync(join(bin, "docker"), SCRIPT);
  chmodSync(join(bin, "docker"), 0o755);
  return {
    path: bin,
    calls: () => {
      const text = existsSync(join(bin, "calls")) ? readFileSync(join(bin, "calls"), "utf8") : "";
      return text
        .trim()
        .split("\n")
        .filter(line => line !== "")
        .map(line => JSON.parse(line) as { args: string[]; input: string });
    },
    answer: (command, text) => {
      answers[command] = { text };
      save();
    },
    fail: (command, message) => {
      answers[command] = { ...answers[command], message };
      save();
    },
  };
}
