import type { ClusterArgs, ClusterInstanceArgs, InstanceArgs, ProxyArgs } from "@pulumi/aws/rds";

import { rdsCaCertificateCurrent } from "../../../policies/encryption/rds-ca-certificate-current";
import { rdsCustomMasterUsername } from "../../../policies/encryption/rds-custom-master-username";
import { rdsPerformanceInsightsEncrypted } from "../../../policies/encryption/rds-performance-insights-encrypted";
import { rdsProxyRequireTls } from "../../../policies/encryption/rds-proxy-require-tls";
import { rdsStorageCustomerManagedKey } from "../../../policies/encryption/rds-storage-customer-managed-key";
import { unknownValue } from "../support/engine";
import { mendCases } from "../support/mend";
import { ruleCases } from "../support/rule-cases";

const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd";

describe(rdsStorageCustomerManagedKey.name, () => {
  const missing = "Storage is not encrypted with a key of the system's own: set kmsKeyId.";
  ruleCases<InstanceArgs>(rdsStorageCustomerManagedKey, INSTANCE, [
    [
      "reports AWS's own key, which it is when nothing is said",
      { storageEncrypted: true },
      [missing],
    ],
    ["reports AWS's own key by its alias", { kmsKeyId: "alias/aws/rds" }, [missing]],
    [
      "reports it by the alias's ARN",
      { kmsKeyId: "arn:aws:kms:us-east-1:123456789012:alias/aws/rds" },
      [missing],
    ],
    ["accepts a key", { kmsKeyId: KEY }, []],
    ["accepts a key that is not known yet", { kmsKeyId: unknownValue }, []],
    ["leaves a replica to its source", { replicateSourceDb: "orders" }, []],
    ["leaves a restore to its snapshot", { snapshotIdentifier: unknownValue }, []],
  ]);
  ruleCases<ClusterArgs>(rdsStorageCustomerManagedKey, CLUSTER, [
    ["reports AWS's own key", { engine: "aurora-postgresql", storageEncrypted: true }, [missing]],
    ["accepts a key", { kmsKeyId: KEY }, []],
    ["leaves a replica to its source", { replicationSourceIdentifier: "arn" }, []],
  ]);
});

describe(rdsPerformanceInsightsEncrypted.name, () => {
  const missing = "Queries are kept under AWS's own key: set performanceInsightsKmsKeyId.";
  ruleCases<InstanceArgs>(rdsPerformanceInsightsEncrypted, INSTANCE, [
    ["reports it without a key", { performanceInsightsEnabled: true }, [missing]],
    [
      "reports AWS's own key",
      { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: "alias/aws/rds" },
      [missing],
    ],
    ["accepts a key", { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: KEY }, []],
    [
      "accepts a key that is not known yet",
      { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: unknownValue },
      [],
    ],
    ["says nothing where it is off", { performanceInsightsEnabled: false }, []],
    ["says nothing where nothing is said, which means off", {}, []],
    [
      "waits for what is not known yet",
      { performanceInsightsEnabled: unknownValue },
      ["string value at .performanceInsightsEnabled can't be known during preview"],
    ],
  ]);
  ruleCases<ClusterArgs>(rdsPerformanceInsightsEncrypted, CLUSTER, [
    ["reports a cluster's", { performanceInsightsEnabled: true }, [missing]],
  ]);
  ruleCases<ClusterInstanceArgs>(rdsPerformanceInsightsEncrypted, CLUSTER_INSTANCE, [
    ["reports an Aurora instance's", { performanceInsightsEnabled: true }, [missing]],
  ]);
});

describe(rdsCustomMasterUsername.name, () => {
  const common = (property: string) =>
    `The master user has a common name: set ${property} to one of the system's own.`;
  ruleCases<InstanceArgs>(rdsCustomMasterUsername, INSTANCE, [
    ["reports what PostgreSQL's is called", { username: "postgres" }, [common("username")]],
    ["reports admin", { username: "admin" }, [common("username")]],
    ["reports it in capitals", { username: "Administrator" }, [common("username")]],
    ["reports root", { username: "root" }, [common("username")]],
    ["reports master", { username: "master" }, [common("username")]],
    ["accepts one of the system's own", { username: "orders_admin" }, []],
    ["says nothing of a replica, which names none", { replicateSourceDb: "orders" }, []],
    [
      "waits for what is not known yet",
      { username: unknownValue },
      ["string value at .username can't be known during preview"],
    ],
  ]);
  ruleCases<ClusterArgs>(rdsCustomMasterUsername, CLUSTER, [
    ["reports a cluster's", { masterUsername: "postgres" }, [common("masterUsername")]],
    ["accepts one of the system's own", { masterUsername: "orders" }, []],
  ]);
});

describe(rdsCaCertificateCurrent.name, () => {
  const old = (property: string) =>
    `The certificate's authority is not current: set ${property} to rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 or rds-ca-ecc384-g1.`;
  ruleCases<InstanceArgs>(rdsCaCertificateCurrent, INSTANCE, [
    [
      "reports the authority that ended in 2024",
      { caCertIdentifier: "rds-ca-2019" },
      [old("caCertIdentifier")],
    ],
    ...["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"].map(
      caCertIdentifier =>
        [`accepts ${caCertIdentifier}`, { caCertIdentifier }, []] as [string, object, string[]],
    ),
    ["accepts AWS's default when nothing is said", {}, []],
    [
      "waits for what is not known yet",
      { caCertIdentifier: unknownValue },
      ["string value at .caCertIdentifier can't be known during preview"],
    ],
  ]);
  ruleCases<ClusterArgs>(rdsCaCertificateCurrent, CLUSTER, [
    [
      "reports a cluster's",
      { caCertificateIdentifier: "rds-ca-2019" },
      [old("caCertificateIdentifier")],
    ],
  ]);
  ruleCases<ClusterInstanceArgs>(rdsCaCertificateCurrent, CLUSTER_INSTANCE, [
    [
      "reports an Aurora instance's",
      { caCertIdentifier: "rds-ca-2019" },
      [old("caCertIdentifier")],
    ],
  ]);
  mendCases<InstanceArgs>(rdsCaCertificateCurrent, INSTANCE, [
    [
      "mends an old authority",
      { caCertIdentifier: "rds-ca-2019", port: 5432 },
      { caCertIdentifier: "rds-ca-rsa2048-g1" },
    ],
    ["leaves another current one", { caCertIdentifier: "rds-ca-ecc384-g1" }, undefined],
    ["leaves AWS's default", {}, undefined],
  ]);
  mendCases<ClusterArgs>(rdsCaCertificateCurrent, CLUSTER, [
    [
      "mends a cluster's",
      { caCertificateIdentifier: "rds-ca-2019" },
      { caCertificateIdentifier: "rds-ca-rsa2048-g1" },
    ],
  ]);
});

describe(rdsProxyRequireTls.name, () => {
  const plain = "Connections may be in plain text: set requireTls to true.";
  ruleCases<ProxyArgs>(rdsProxyRequireTls, "aws:rds/proxy:Proxy", [
    ["reports a proxy that leaves it to clients", { requireTls: false }, [plain]],
    ["reports it when nothing is said", { engineFamily: "POSTGRESQL" }, [plain]],
    ["accepts a proxy that asks for it", { requireTls: true }, []],
    ["reads nothing else", { requireTls: true, roleArn: unknownValue }, []],
    [
      "waits for what is not known yet",
      { requireTls: unknownValue },
      ["string value at .requireTls can't be known during preview"],
    ],
  ]);
  mendCases<ProxyArgs>(rdsProxyRequireTls, "aws:rds/proxy:Proxy", [
    ["mends a proxy", { engineFamily: "POSTGRESQL" }, { requireTls: true }],
    ["leaves one that asks for it", { requireTls: true }, undefined],
  ]);
});
