import * as fs from "node:fs";
import * as path from "node:path";
import { RunError } from "../errors";
import { Child, type ChildSpec } from "../processes/child";
import { poll } from "../processes/poll";
import type { RunRecord } from "../processes/run-record";
import { Supervisor } from "../processes/supervisor";
import type { DatabasePlan, RunIo } from "../types";
import { chooseAccount, type Account } from "./account";
import { findBinaries, type Binaries } from "./binaries";
import { checkVersion, createFolder, hasCluster, own, writeAccessRules } from "./data-folder";
import { ensureDatabase, tryLogin } from "./login";

/** How long a server may take to answer, recovery after a crash included, in milliseconds. */
const readyMs = 60_000;

/** A PostgreSQL server on this machine, with the user and database that the stack deploys. */
export class Postgres {
  private readonly binaries: Binaries;
  private readonly account: Account;
  private current: { stop(): Promise<void> } | undefined;
  /** While it starts, its words are kept for a failure; the run's own tries would only confuse. */
  private quiet = true;

  /** @throws RunError when PostgreSQL cannot run here; see {@link chooseAccount}. */
  constructor(
    private readonly plan: DatabasePlan,
    private readonly io: Pick<RunIo, "report" | "log">,
    private readonly record: RunRecord,
  ) {
    const folder = path.dirname(plan.dataDir);
    fs.mkdirSync(folder, { recursive: true });
    this.binaries = findBinaries();
    this.account = chooseAccount([folder, path.dirname(this.binaries.postgres)]);
  }

  /**
   * Starts the server and leaves it ready for the deployed user. Data is kept: what does not fit
   * (another password, a missing database) is mended in place and said.
   *
   * @throws RunError with the server's last lines when it does not come up.
   */
  async start(): Promise<void> {
    const { name, dataDir, major, user, database } = this.plan;
    if (hasCluster(dataDir)) {
      checkVersion(name, dataDir, major);
      own(dataDir, this.account);
    } else {
      this.io.report(`${name}: creating the data folder of PostgreSQL ${major}`);
      await createFolder(dataDir, this.account, folder => this.fill(folder));
    }
    const supervisor = await this.serve();
    if ((await tryLogin(this.plan, "postgres")) === "rejected") {
      this.io.report(`${name}: setting the deployed password of user ${user}; the data is kept`);
      await supervisor.stop();
      await this.admit(dataDir);
      await this.serve();
    }
    if (await ensureDatabase(this.plan)) {
      this.io.report(`${name}: created database ${database}`);
    }
    this.quiet = false;
  }

  /** Stops the server; its data stays. */
  async stop(): Promise<void> {
    await this.current?.stop();
  }

  private async fill(folder: string): Promise<void> {
    const args = [
      `--pgdata=${folder}`,
      // As on RDS, the deployed user is no superuser.
      "--username=rdsadmin",
      "--auth=reject",
      "--encoding=UTF8",
      "--locale=C",
    ];
    await this.run("initdb", this.spec(this.binaries.initdb, args, folder));
    writeAccessRules(folder);
    await this.admit(folder);
  }

  /** Gives the deployed user its password, in single-user mode, which asks for none. */
  private async admit(folder: string): Promise<void> {
    const user = `"${this.plan.user.replace(/"/g, '""')}"`;
    const password = this.plan.password.replace(/\\/g, "\\\\").replace(/'/g, "''");
    const sql = [
      `DO $$ BEGIN CREATE ROLE ${user}; EXCEPTION WHEN duplicate_object THEN NULL; END $$;`,
      `ALTER ROLE ${user} LOGIN CREATEDB CREATEROLE PASSWORD E'${password}';`,
    ];
    const input = sql.map(line => `${line}\n`).join("");
    const args = ["--single", "-D", folder, "postgres"];
    await this.run("postgres --single", {
      ...this.spec(this.binaries.postgres, args, folder),
      input,
    });
  }

  /** Runs one of PostgreSQL's programs to its end. */
  private async run(what: string, spec: ChildSpec): Promise<void> {
    const child = new Child(spec, this.record);
    this.current = child;
    const exit = await child.exited;
    if (!exit.ok) {
      throw new RunError(`${this.plan.name}: ${what} ended with ${exit.how}${child.tail}`);
    }
  }

  private async serve(): Promise<Supervisor> {
    const { name, port, dataDir } = this.plan;
    const settings = [
      "listen_addresses=127.0.0.1",
      "unix_socket_directories=",
      "timezone=UTC",
      "log_line_prefix=",
    ];
    const args = ["-D", dataDir, "-p", String(port), ...settings.flatMap(one => ["-c", one])];
    let exits = 0;
    const supervisor = new Supervisor(
      this.spec(this.binaries.postgres, args, dataDir),
      this.record,
      {
        onExit: ({ how }, pauseMs) => {
          exits += 1;
          this.io.report(`${name} ended with ${how}; starting it again in ${pauseMs / 1000} s`);
        },
      },
    );
    this.current = supervisor;
    supervisor.start();
    const up = async () => exits > 0 || (await tryLogin(this.plan, "postgres")) !== "away";
    if (!(await poll(up, readyMs)) || exits > 0) {
      await supervisor.stop();
      throw new RunError(`${name}: PostgreSQL did not come up${supervisor.tail}`);
    }
    return supervisor;
  }

  private spec(program: string, args: string[], cwd: string): ChildSpec {
    const { uid, gid, prefix } = this.account;
    return {
      name: this.plan.name,
      command: [...prefix, program, ...args],
      // The words of the prefix change the user themselves.
      ...(prefix.length > 0 ? {} : { uid, gid }),
      cwd,
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
      signal: "SIGINT",
      onLine: line => {
        // Its diary of checkpoints and connections is not for the terminal; errors are.
        if (!this.quiet && !line.startsWith("LOG: ")) {
          this.io.log(this.plan.name, line);
        }
      },
    };
  }
}
