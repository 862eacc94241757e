/** What a program of this machine needs to run at all; a container has its own. */
const ownOfTheMachine = ["PATH", "HOME", "TMPDIR", "LANG"];

/**
 * The environment of a process that stands for a container: that of its task definition, and of
 * this machine's only where programs and temporary files lie. Nothing else gets in, neither the
 * user's credentials nor settings that would not be there on AWS.
 */
export function containerEnvironment(env: Record<string, string>): NodeJS.ProcessEnv {
  const own = ownOfTheMachine.map(name => [name, process.env[name]] as const);
  return { ...Object.fromEntries(own.filter(([, value]) => value !== undefined)), ...env };
}
