import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { EncryptionKey } from "./encryption-key";
import { ArgumentError } from "./errors";
import { Link, Linkable, SecretRef } from "./link";
import { Scope } from "./plan/scope";
import { createSecret } from "./secret-store";

/** Arguments of {@link Secret}. */
export interface SecretArgs {
  /** The system and environment that the secret is for. */
  scope: Scope;
  /** Encrypts the value. */
  key: EncryptionKey;

  /**
   * Name below the system's path, e.g. `chatbot/openai-api-key`: parts of letters, digits and `_+=.@-`
   * with `/` between them. Changing it makes another secret.
   */
  path: string;

  /** Variable of linked services that holds the value, e.g. `OPENAI_API_KEY`. Starts new tasks. */
  variable: string;

  /**
   * Makes the value up: letters and digits as hard to guess as this many random bytes, 16 to 1024.
   * Changing it makes up another value; adding it replaces the one that an operator put there.
   *
   * @default - none; an operator puts the value there
   */
  generate?: { bytes: number };
}

/**
 * A value in Secrets Manager that linked services get as a variable, made up here or put there by an
 * operator. What an operator puts there passes through neither the program nor its state:
 *
 *     npm run set-parameters -- OPENAI_API_KEY=@value.txt
 *
 * Until then ECS cannot start a task that takes it ("can't find the specified secret value for staging
 * label: AWSCURRENT"): on the first `pulumi up`, put the value as soon as the secret is there, or after
 * the rollout has failed for want of it, and run `pulumi up` again. Running tasks keep the value that they
 * started with; `aws ecs update-service --force-new-deployment` starts others.
 *
 * Once deleted it can be restored for 30 days in prod, and elsewhere its name is free at once.
 *
 * @example
 * const openAiKey = new Secret("openai-api-key", {
 *   scope,
 *   key,
 *   path: "chatbot/openai-api-key",
 *   variable: "OPENAI_API_KEY",
 * });
 */
export class Secret extends pulumi.ComponentResource implements Linkable {
  static readonly __pulumiType = "infra:secret:Secret";

  /** ARN of the secret. */
  readonly arn: pulumi.Output<string>;
  /** Name in Secrets Manager, known at preview. */
  readonly secretName: string;
  /** The value, to give it to a container under another variable: `secrets: { JWT_SECRET: key.ref }`. */
  readonly ref: SecretRef;

  readonly #link: Link;

  constructor(name: string, args: SecretArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Secret.__pulumiType, name, args, opts);
    validate(name, args);
    const { scope, key, variable, generate } = args;
    const child = { parent: this };

    this.secretName = scope.path(args.path);
    const { secret, ref } = createSecret(
      name,
      { scope, key, path: this.secretName, description: `${variable} of ${scope.name()}` },
      child,
    );
    const value =
      generate === undefined ? undefined : createValue(name, secret, generate.bytes, child);

    this.arn = secret.arn;
    this.ref = ref;
    this.#link = {
      secrets: { [variable]: this.ref },
      awaits: value === undefined ? [{ name: this.secretName, variable }] : [],
      dependsOn: [value ?? secret],
    };
    this.registerOutputs({ arn: this.arn, secretName: this.secretName });
  }

  /** The value as the secret's variable. */
  link(): Link {
    return this.#link;
  }
}

/** A made-up value. `random.RandomBytes` would not do: its id is the value, in the clear in the state. */
function createValue(
  name: string,
  secret: aws.secretsmanager.Secret,
  bytes: number,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const length = Math.ceil((bytes * 8) / Math.log2(62));
  const text = new random.RandomPassword(name, { length, special: false }, opts);
  return new aws.secretsmanager.SecretVersion(
    name,
    { secretId: secret.id, secretString: text.result },
    opts,
  );
}

function validate(name: string, { scope, path, variable, generate }: SecretArgs): void {
  const problems = [
    ...(/^[\w+=.@-]+(\/[\w+=.@-]+)*$/.test(path) && scope.path(path).length <= 512
      ? []
      : [
          `path is "${path}"; use letters, digits and _+=.@- in parts with / between them, at most 512 characters with ${scope.path()}`,
        ]),
    ...(/^[A-Za-z_]\w*$/.test(variable)
      ? []
      : [`variable is "${variable}"; use letters, digits and _, not beginning with a digit`]),
    ...(generate === undefined ||
    (Number.isInteger(generate.bytes) && generate.bytes >= 16 && generate.bytes <= 1024)
      ? []
      : [`generate.bytes is ${generate.bytes}; use a whole number from 16 to 1024`]),
  ];
  if (problems.length > 0) {
    throw new ArgumentError(problems.map(problem => `Secret "${name}": ${problem}`).join("\n"));
  }
}
