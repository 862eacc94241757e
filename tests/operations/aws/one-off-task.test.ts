import { ECSClient } from "@aws-sdk/client-ecs";
import { expect } from "chai";

import { awaitEnd } from "../../../operations/aws/one-off-task";
import { stackOf } from "../support/account";
import { playRecording } from "../support/recorded";
import { clientConfig } from "../support/with-moto";

const migration = {
  name: "migration",
  container: "migration",
  logGroup: "/ecs/shop-dev",
  taskDefinitionArn: "arn:aws:ecs:us-east-1:123456789012:task-definition/shop-migration-dev:4",
  subnetIds: [],
  securityGroupIds: [],
  timeoutSeconds: 900,
};

describe("a one-off task's end", () => {
  const at = (lastStatus: string) => ({ tasks: [{ taskArn: "task/t1", lastStatus }] });

  /** Waits for the end of a task of these statuses; the lines said, the calls made, and how it ended. */
  async function wait(statuses: string[], timeoutSeconds: number) {
    const aws = await playRecording({ DescribeTasks: statuses.map(at), StopTask: {} });
    const ecs = new ECSClient(clientConfig(aws.url));
    const said: string[] = [];
    try {
      const end = await awaitEnd(ecs, stackOf([]), { ...migration, timeoutSeconds }, "task/t1", {
        say: line => said.push(line),
        signal: new AbortController().signal,
        pollSeconds: 0,
      }).catch((error: Error) => error.message);
      return { end, said, calls: aws.calls.map(({ operation }) => operation) };
    } finally {
      ecs.destroy();
      await aws.stop();
    }
  }

  it("is told by each new status on the way", async () => {
    const { said, calls } = await wait(["PENDING", "PENDING", "RUNNING", "STOPPED"], 900);
    expect(said).to.deep.equal(["migration: task t1 is PENDING", "migration: task t1 is RUNNING"]);
    expect(calls).to.deep.equal(Array(4).fill("DescribeTasks"));
  });

  it("is brought about when it takes longer than it may", async () => {
    const { end, calls } = await wait(["RUNNING"], 0);
    expect(end).to.equal(
      "migration took too long: task t1 was stopped, which had not ended after 0 s",
    );
    expect(calls).to.deep.equal(["DescribeTasks", "StopTask"]);
  });
});
