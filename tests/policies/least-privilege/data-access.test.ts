import type { ReplicationGroupArgs, ServerlessCacheArgs, UserArgs } from "@pulumi/aws/elasticache";
import type { ClusterArgs, InstanceArgs } from "@pulumi/aws/rds";
import { expect } from "chai";

import { elasticacheRedisAuthEnabled } from "../../../policies/least-privilege/elasticache-redis-auth-enabled";
import { elasticacheUserAccessStringScoped } from "../../../policies/least-privilege/elasticache-user-access-string-scoped";
import { rdsInstanceIamAuthenticationEnabled } from "../../../policies/least-privilege/rds-instance-iam-authentication-enabled";
import { unknownValue } from "../support/engine";
import { mended } from "../support/mend";
import { Case, describeRule, ruleCases } from "../support/rule-cases";

const noToken = "Anyone in the network may use the cache: set authToken or userGroupIds.";
const noGroup = "Anyone in the network may use the cache: set userGroupId.";
describe(elasticacheRedisAuthEnabled.name, () => {
  const rule = elasticacheRedisAuthEnabled;
  ruleCases<ReplicationGroupArgs>(rule, "aws:elasticache/replicationGroup:ReplicationGroup", [
    ["reports a group that asks nobody", {}, [noToken]],
    ["reports an empty token and no user group", { authToken: "", userGroupIds: [] }, [noToken]],
    ["accepts a token", { authToken: "0123456789abcdef" }, []],
    ["accepts a token that is not known yet", { authToken: unknownValue }, []],
    ["accepts a token that is only written", { authTokenWo: "0123456789abcdef" }, []],
    ["accepts users", { userGroupIds: ["orders"] }, []],
    [
      "waits for user groups that are not known yet",
      { userGroupIds: unknownValue },
      ["string value at .userGroupIds can't be known during preview"],
    ],
  ]);
  ruleCases<ServerlessCacheArgs>(rule, "aws:elasticache/serverlessCache:ServerlessCache", [
    ["reports a cache that asks nobody", { engine: "valkey" }, [noGroup]],
    ["reports it for Redis", { engine: "redis" }, [noGroup]],
    ["accepts users", { engine: "redis", userGroupId: "orders" }, []],
    ["accepts users that are not known yet", { engine: "redis", userGroupId: unknownValue }, []],
    ["accepts Memcached, which knows no users", { engine: "memcached" }, []],
  ]);
});

const everything = "[AccessString] accessString allows everything: name keys and commands.";
const noPassword =
  "[NoPassword] The user needs no password: set authenticationMode to iam or password.";
describeRule<UserArgs>(elasticacheUserAccessStringScoped, "aws:elasticache/user:User", [
  ["reports everything", { accessString: "on ~* +@all" }, [everything]],
  ["reports it in words", { accessString: "ON  allkeys allchannels allcommands" }, [everything]],
  ["accepts some keys", { accessString: "on ~orders:* +@all" }, []],
  ["accepts some commands", { accessString: "on ~* +@read +@write" }, []],
  ["accepts all commands but some", { accessString: "on ~* +@all -@dangerous" }, []],
  ["accepts a user that is off", { accessString: "off ~* +@all", noPasswordRequired: true }, []],
  [
    "reports a user without password",
    { accessString: "on ~orders:* +@read", noPasswordRequired: true },
    [noPassword],
  ],
  [
    "reports it by the mode",
    { accessString: "on ~* +@all", authenticationMode: { type: "no-password-required" } },
    [everything, noPassword],
  ],
  [
    "accepts a user by IAM",
    { accessString: "on ~orders:* +@read", authenticationMode: { type: "iam" } },
    [],
  ],
  ["says nothing without a string", {}, []],
  [
    "waits for what is not known yet",
    { accessString: unknownValue },
    ["string value at .accessString can't be known during preview"],
  ],
]);

describe(rdsInstanceIamAuthenticationEnabled.name, () => {
  const rule = rdsInstanceIamAuthenticationEnabled;
  const password =
    "Connections need a password: set iamDatabaseAuthenticationEnabled to true, and connect by role.";
  const cases: Case<InstanceArgs & ClusterArgs>[] = [
    ["reports PostgreSQL without it, which is the default", { engine: "postgres" }, [password]],
    [
      "reports it when it is said",
      { engine: "mysql", iamDatabaseAuthenticationEnabled: false },
      [password],
    ],
    ["reports Aurora", { engine: "aurora-postgresql" }, [password]],
    ["accepts it", { engine: "postgres", iamDatabaseAuthenticationEnabled: true }, []],
    ["accepts engines that cannot", { engine: "sqlserver-ex" }, []],
    ["leaves a replica to its source", {}, []],
    [
      "waits for what is not known yet",
      { engine: "postgres", iamDatabaseAuthenticationEnabled: unknownValue },
      ["string value at .iamDatabaseAuthenticationEnabled can't be known during preview"],
    ],
  ];
  ruleCases(rule, "aws:rds/instance:Instance", cases);
  ruleCases(rule, "aws:rds/cluster:Cluster", cases);

  it("is off until a stack wants it", () => {
    expect(rule.enforcementLevel).to.equal("disabled");
  });

  it("mends a database that can, and no other", async () => {
    const mend = (props: object) => mended(rule, { type: "aws:rds/instance:Instance", props });
    expect(await mend({ engine: "postgres" })).to.deep.equal({
      engine: "postgres",
      iamDatabaseAuthenticationEnabled: true,
    });
    expect(await mend({ engine: "oracle-se2" })).to.equal(undefined);
    expect(await mend({ engine: "postgres", iamDatabaseAuthenticationEnabled: true })).to.equal(
      undefined,
    );
    expect(
      await mend({ engine: "postgres", iamDatabaseAuthenticationEnabled: unknownValue }),
    ).to.equal(undefined);
  });
});
