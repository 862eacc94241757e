import { ArgumentError } from "./errors";
import { Link, Linkable } from "./link";
import { Secret } from "./secret";

/** Arguments of {@link ExternalApi}. */
export interface ExternalApiArgs {
  /**
   * Hosts that answer it, on port 443: `api.openai.com`, or `*.example.com` for all below a domain.
   * Security groups know no names: a service that needs one of them may reach the whole internet on 443.
   */
  hosts: readonly string[];

  /**
   * What a caller proves itself with.
   *
   * @default - none
   */
  secrets?: readonly Secret[];
}

/**
 * Something on the internet that services call. A linked service gets the way there and the secrets; in
 * a network without a way to the internet it is refused before anything is deployed.
 *
 * @example
 * const openAi = new ExternalApi("openai", { hosts: ["api.openai.com"], secrets: [openAiKey] });
 */
export class ExternalApi implements Linkable {
  readonly #link: Link;

  constructor(name: string, { hosts, secrets = [] }: ExternalApiArgs) {
    const wrong = hosts.filter(host => !HOST.test(host));
    if (hosts.length === 0 || wrong.length > 0) {
      throw new ArgumentError(
        `ExternalApi "${name}": hosts is ${JSON.stringify(hosts)}; use host names such as api.example.com, at least one, without scheme, port or path`,
      );
    }
    const links = secrets.map(secret => secret.link());
    this.#link = {
      internet: hosts,
      secrets: Object.fromEntries(links.flatMap(link => Object.entries(link.secrets ?? {}))),
      awaits: links.flatMap(link => link.awaits ?? []),
      dependsOn: links.flatMap(link => link.dependsOn ?? []),
    };
  }

  /** The way there, and the secrets as variables. */
  link(): Link {
    return this.#link;
  }
}

const HOST = /^(\*\.)?[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;
