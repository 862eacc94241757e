/** How a command ends: its exit code. */
export const EXIT = {
  /** What was asked for is so. */
  done: 0,
  /** It was tried, and is not so: a rollout that failed, a service that is not well. */
  failed: 1,
  /** The command was called wrongly; nothing was done. */
  usage: 2,
  /** AWS or Pulumi could not be asked, so that nothing can be said. */
  unreachable: 3,
  /** Ctrl-C; what runs in AWS goes on. */
  interrupted: 130,
} as const;

/** An error whose message is all that the user needs. */
export class OperationError extends Error {
  constructor(
    message: string,
    readonly exitCode: (typeof EXIT)[keyof typeof EXIT] = EXIT.failed,
  ) {
    super(message);
  }
}

/** The command was called with something that is not there. */
export class UsageError extends OperationError {
  constructor(message: string) {
    super(message, EXIT.usage);
  }
}

/** AWS or Pulumi could not be asked. */
export class UnreachableError extends OperationError {
  constructor(message: string) {
    super(message, EXIT.unreachable);
  }
}
