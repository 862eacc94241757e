#!/usr/bin/env bash
# release-codedeploy.sh STACK: has CodeDeploy bring out what pulumi up registered, one service after the other, in
# their order. Ends at the first that fails; CodeDeploy itself then goes back. Other services are left alone.
set -euo pipefail
stack=$1

operations=$(pulumi stack output operations --stack "$stack" --json)
cluster=$(jq -r .cluster <<<"$operations")
jq -c '.services[] | select(.codeDeploy != null)' <<<"$operations" | while read -r service; do
  of() { jq -r "$1" <<<"$service"; }
  name=$(of .name)
  task=$(aws ecs describe-task-definition --task-definition "$(of .family)" \
    --query taskDefinition.taskDefinitionArn --output text </dev/null)
  running=$(aws ecs describe-services --cluster "$cluster" --services "$(of .service)" \
    --query "services[0].taskSets[?status=='PRIMARY'].taskDefinition | [0]" --output text </dev/null)
  if [ "$task" = "$running" ]; then
    echo "$name: ${task##*/} runs"
    continue
  fi
  content=$(jq -nc --arg task "$task" --argjson service "$service" '{version: 1, Resources: [{TargetService: {
    Type: "AWS::ECS::Service", Properties: {TaskDefinition: $task, LoadBalancerInfo: {
      ContainerName: $service.container, ContainerPort: $service.port}}}}]}')
  deployment=$(aws deploy create-deployment --application-name "$(of .codeDeploy.application)" \
    --deployment-group-name "$(of .codeDeploy.deploymentGroup)" \
    --revision "$(jq -nc --arg content "$content" '{revisionType: "AppSpecContent", appSpecContent: {$content}}')" \
    --query deploymentId --output text </dev/null)
  echo "$name: ${task##*/} by $deployment"
  aws deploy wait deployment-successful --deployment-id "$deployment" </dev/null
done
