import { shellWords } from "../shell-words";

/** The command as the one line that ECS takes: a shell, a single argument as it is, several quoted. */
export function commandLine(command: readonly string[]): string {
  if (command.length === 0) {
    return "/bin/sh";
  }
  return command.length === 1 ? command[0] : shellWords(command);
}
