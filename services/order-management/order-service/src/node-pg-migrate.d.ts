/**
 * The part of node-pg-migrate that is used here. The package declares its types under `exports`,
 * where the project's `moduleResolution` does not look.
 */
declare module "node-pg-migrate" {
  import type { ClientBase } from "pg";

  interface Logger {
    info(message: string): void;
    warn(message: string): void;
    error(message: string): void;
  }

  interface Options {
    dbClient: ClientBase;
    dir: string;
    direction: "up" | "down";
    migrationsTable: string;
    singleTransaction: boolean;
    /** What to do while another run holds the lock. */
    advisoryLockMode: "wait" | "fail";
    logger: Logger;
  }

  export function runner(options: Options): Promise<{ name: string }[]>;
}
