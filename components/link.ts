import * as pulumi from "@pulumi/pulumi";

import type { SecretOperations } from "./operations";
import { Statement } from "./plan/iam-statements";

/** One way for packets to leave a task: to a peer, on one TCP port. */
export type Connection = {
  /** Names the rule: a word for the peer, unique among a client's connections. */
  name: string;
  /** TCP port. */
  port: number;
} & (
  | {
      /** Group of the peer, which gets the matching ingress rule. */ securityGroupId: pulumi.Input<string>;
    }
  | { /** AWS-managed prefix list of the peer's addresses. */ prefixListId: pulumi.Input<string> }
  | { /** Addresses of the peer. */ cidrIpv4: string }
);

/** A value that a container gets through ECS `secrets`: only where it is kept passes through the program. */
export type SecretRef =
  | {
      kind: "parameter";
      /** Name of the SSM parameter, beginning with `/`. */
      name: string;
      /** Alias of the key it is encrypted with; none for a plain String. */
      keyAlias?: string;
    }
  | {
      kind: "secret";
      /** ARN of the secret, followed by `:key::` to take one key of its JSON. */
      valueFrom: pulumi.Input<string>;
      /** ARN known at preview, as `secretArn` composes it, for the grant. */
      arn: string;
      /** Tags that it carries, where AWS names it: what tells it from others that the ARN fits. */
      tags?: Readonly<Record<string, string>>;
      /** Alias of the key it is encrypted with. */
      keyAlias: string;
    };

/** What a service linked to a resource gets; the service turns it into rules, grants and variables. */
export interface Link {
  /** Peers that the service may reach. */
  connections?: readonly Connection[];
  /** Plain variables of the container. */
  environment?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Variables whose values are secret or kept outside the program. */
  secrets?: Readonly<Record<string, SecretRef>>;
  /** What the service's own code may do: statements of its task role. */
  statements?: readonly Statement[];
  /**
   * AWS services that it is reached through, by the last part of their endpoint's service name
   * (`sqs`, `xray`); those that {@link Link.statements} name need no mention.
   */
  awsServices?: readonly string[];
  /** Hosts on the internet that it needs; a network without a way there refuses the service. */
  internet?: readonly string[];
  /** Secrets that an operator must put before the service can start. */
  awaits?: readonly SecretOperations[];
  /** What must exist before the service starts. */
  dependsOn?: readonly pulumi.Resource[];
  /** Whether it is reached through a Service Connect proxy only, which those who call it then need too. */
  serviceConnect?: boolean;
}

/** Anything that can stand in a service's `link` list. */
export interface Linkable {
  /** What a service linked to this gets. */
  link(): Link;
}
