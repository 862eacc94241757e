/** A service of a Compose file, as far as it is used here. */
export interface ComposeService {
  image?: string;
  build?: {
    context: string;
    dockerfile: string;
    target?: string;
    args?: Record<string, string>;
  };
  platform?: string;
  entrypoint?: string[];
  command?: string[];
  user?: string;
  read_only?: boolean;
  init?: boolean;
  env_file?: string[];
  ports?: string[];
  volumes?: string[];
  networks?: { default: { aliases: string[] } };
  depends_on?: Record<string, { condition: Condition }>;
  healthcheck?: {
    test: string[];
    interval: string;
    timeout: string;
    retries: number;
    start_period: string;
  };
  restart?: "unless-stopped" | "no";
  stop_grace_period?: string;
}

/** What a service waits for before it starts. */
export type Condition = "service_started" | "service_healthy" | "service_completed_successfully";

/** A service with its name and the variables that it gets from a file of its own. */
export interface NamedService {
  name: string;
  service: ComposeService;
  env?: Record<string, string>;
  /** Host names by which others reach it, to find who waits for it. */
  hosts: string[];
}

/** A Compose file and what lies beside it. */
export interface ComposeFiles {
  /** Texts by file name; each is for its owner's eyes alone. */
  texts: Record<string, string>;
  /** What differs from AWS, one sentence each. */
  notes: string[];
}
