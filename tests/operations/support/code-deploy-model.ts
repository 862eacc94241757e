import type { Recording } from "./recorded";
import type { ReleaseModel } from "./release-model";

/** A deployment of CodeDeploy that was made before: its AppSpec, and how it stands. */
export interface Made {
  content: string;
  status: string;
}

/** CodeDeploy's part for the service `orders`: deployments that come out at once, after those of before. */
export function playCodeDeploy(model: ReleaseModel, ...before: Made[]): Recording {
  const made = before.map((one, index) => ({ deploymentId: `d-${index + 1}`, ...one }));
  return {
    ListDeployments: () => ({ deployments: made.map(({ deploymentId }) => deploymentId) }),
    BatchGetDeployments: () => ({
      deploymentsInfo: made.map(({ deploymentId, content, status }, index) => ({
        deploymentId,
        status,
        createTime: index,
        revision: { appSpecContent: { content } },
      })),
    }),
    CreateDeployment: ({ revision: { appSpecContent } }) => {
      const content: string = appSpecContent.content;
      made.push({ deploymentId: `d-${made.length + 1}`, content, status: "Succeeded" });
      model.begin("orders", Number(/task-definition\/[\w-]+:(\d+)/.exec(content)?.[1]));
      model.settle("orders");
      return { deploymentId: `d-${made.length}` };
    },
    GetDeployment: { deploymentInfo: { status: "Succeeded" } },
  };
}
