import * as pb from "@pulumi/pulumi/proto/provider_pb";

import { Problem } from "../types/type-entry";
import { Values } from "../values";
import { Change, Difference } from "./diff";
import { fromStruct, toStruct } from "./messages";

/** The old and the new in a request about a change. */
export function changeOf(request: pb.DiffRequest | pb.UpdateRequest): Change {
  return {
    id: request.getId(),
    oldInputs: fromStruct(request.getOldInputs()),
    oldOutputs: fromStruct(request.getOlds()),
    news: fromStruct(request.getNews()),
  };
}

/** Checked inputs, or what is wrong with them. */
export function checkResponse(inputs: Values, problems: readonly Problem[]): pb.CheckResponse {
  const failures = problems.map(({ property, reason }) =>
    new pb.CheckFailure().setProperty(property).setReason(reason),
  );
  return new pb.CheckResponse().setInputs(toStruct(inputs)).setFailuresList(failures);
}

/** A change of a provider's own settings never replaces it. */
export function diffConfig(request: pb.DiffRequest): pb.DiffResponse {
  const { oldInputs, news } = changeOf(request);
  const same = JSON.stringify(oldInputs) === JSON.stringify(news);
  const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
  return new pb.DiffResponse().setChanges(same ? DIFF_NONE : DIFF_SOME);
}

/** A difference, property by property. */
export function diffResponse(difference: Difference, { oldInputs, news }: Change): pb.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
  const { changed, replaces, deleteBeforeReplace } = difference;
  const response = new pb.DiffResponse()
    .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList(changed)
    .setReplacesList(replaces)
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(true);
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = pb.PropertyDiff.Kind;
  for (const key of changed) {
    const kinds =
      oldInputs[key] === undefined
        ? [ADD, ADD_REPLACE]
        : news[key] === undefined
          ? [DELETE, DELETE_REPLACE]
          : [UPDATE, UPDATE_REPLACE];
    const kind = kinds[replaces.includes(key) ? 1 : 0];
    response.getDetaileddiffMap().set(key, new pb.PropertyDiff().setKind(kind).setInputdiff(true));
  }
  return response;
}
