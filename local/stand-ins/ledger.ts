import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "fs";
import { dirname } from "path";

import { UserError } from "../errors";
import { Existing, keyOf } from "./registry";

/** Where a ledger is kept, and what it is encrypted with: it holds passwords, as the account does. */
export interface LedgerPlace {
  file: string;
  /** At least 128 bits of chance; the state's passphrase. */
  secret: string;
}

/** What took effect: a resource as it is now, or one that is gone. */
type Entry = { put: Existing } | { gone: Pick<Existing, "urn" | "id" | "outputs"> };

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * What the played account has, written down as it comes to be and before anybody is told: a run that is
 * killed cannot make it forget, as it could not with AWS. One encrypted line for each thing that took effect.
 */
export class Ledger {
  readonly #file: string;
  readonly #key: Buffer;

  private constructor({ file, secret }: LedgerPlace) {
    this.#file = file;
    this.#key = Buffer.from(hkdfSync("sha256", secret, "", "the stand-ins' ledger", 32));
  }

  /**
   * Reads a ledger and writes it anew without what is past; one that is not there begins with `initial`.
   *
   * @throws UserError when it was written with another secret.
   */
  static open(
    place: LedgerPlace,
    initial: readonly Existing[],
  ): { ledger: Ledger; resources: readonly Existing[] } {
    const ledger = new Ledger(place);
    const resources = existsSync(place.file) ? ledger.#read() : initial;
    mkdirSync(dirname(place.file), { recursive: true });
    const draft = `${place.file}.new`;
    writeFileSync(draft, resources.map(put => ledger.#line({ put })).join(""), { mode: 0o600 });
    renameSync(draft, place.file);
    return { ledger, resources };
  }

  /** What a ledger says that there is, without touching it; nothing where there is none. */
  static read(place: LedgerPlace): readonly Existing[] {
    return existsSync(place.file) ? new Ledger(place).#read() : [];
  }

  /** Writes down that something was made or changed. */
  put({ urn, type, id, inputs, outputs }: Existing): void {
    appendFileSync(this.#file, this.#line({ put: { urn, type, id, inputs, outputs } }));
  }

  /** Writes down that something is gone. */
  gone(urn: string, id: string, outputs: Existing["outputs"]): void {
    const { arn } = outputs;
    appendFileSync(this.#file, this.#line({ gone: { urn, id, outputs: { arn } } }));
  }

  #read(): Existing[] {
    const found = new Map<string, Existing>();
    const lines = readFileSync(this.#file, "utf8").split("\n");
    // What follows the last line's end was cut off with the process that wrote it, before it told anybody.
    for (const line of lines.slice(0, -1)) {
      const entry = this.#entry(line);
      if ("put" in entry) {
        found.set(keyOf(entry.put), entry.put);
      } else {
        found.delete(keyOf(entry.gone));
      }
    }
    return [...found.values()];
  }

  #line(entry: Entry): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, iv);
    const text = Buffer.concat([cipher.update(JSON.stringify(entry), "utf8"), cipher.final()]);
    return `${Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64")}\n`;
  }

  #entry(line: string): Entry {
    const bytes = Buffer.from(line, "base64");
    const iv = bytes.subarray(0, IV_BYTES);
    try {
      const cipher = createDecipheriv(CIPHER, this.#key, iv);
      cipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const text = Buffer.concat([
        cipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
        cipher.final(),
      ]);
      return JSON.parse(text.toString("utf8")) as Entry;
    } catch {
      throw new UserError(
        `${this.#file} cannot be read with this project's passphrase; npm run reset begins anew`,
      );
    }
  }
}
