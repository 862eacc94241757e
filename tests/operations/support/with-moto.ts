import { ECSClient } from "@aws-sdk/client-ecs";

import { REGION } from "./account";
import { Moto, startMoto } from "./moto";

/** What {@link withMoto} gives to tests; there from `before` on. */
export interface Account {
  endpoint: string;
  ecs: ECSClient;
}

/** What every client of a test is made with. */
export function clientConfig(endpoint: string) {
  const credentials = { accessKeyId: "testing", secretAccessKey: "testing" };
  return { region: REGION, endpoint, credentials };
}

/** Starts moto for a suite, empty before each test; skips the suite where moto is not to be had. */
export function withMoto(): Account {
  const account = {} as Account;
  let moto: Moto | undefined;

  before(async function () {
    // The first time it installs moto.
    this.timeout(300_000);
    moto = await startMoto();
    if (moto === undefined) {
      return this.skip();
    }
    account.endpoint = moto.url;
    account.ecs = new ECSClient(clientConfig(moto.url));
  });
  beforeEach(() => moto?.reset());
  after(async () => {
    account.ecs?.destroy();
    await moto?.stop();
  });
  return account;
}
