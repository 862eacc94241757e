import { RunError } from "@pulumi/pulumi/errors";

/** A mistake in the caller's arguments; Pulumi prints the message alone, without a stack. */
export class ArgumentError extends RunError {}
