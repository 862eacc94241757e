import { OperationError, UnreachableError } from "./errors";

/** Names of errors of the SDK and the services, by what the user can do. */
const KINDS: readonly { names: RegExp; tell: (error: Error) => string }[] = [
  {
    names: /^(ExpiredToken(Exception)?|RequestExpired|TokenRefreshRequired)$/,
    tell: () => "the AWS credentials have expired; sign in again (aws sso login) and repeat",
  },
  {
    names: /^(CredentialsProviderError|TokenProviderError)$/,
    tell: () => "there are no AWS credentials; sign in (aws sso login) or set AWS_PROFILE",
  },
  {
    names:
      /^(UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|SignatureDoesNotMatch|IncompleteSignature)$/,
    tell: () => "AWS does not know these credentials; sign in again (aws sso login) and repeat",
  },
  {
    names: /^(AccessDenied(Exception)?|UnauthorizedOperation)$/,
    tell: error => `AWS does not allow this: ${error.message}`,
  },
  {
    names:
      /^(Throttling(Exception)?|ThrottledException|TooManyRequestsException|RequestLimitExceeded)$/,
    tell: () =>
      "AWS answers too many requests (throttling), also after some tries; repeat in a minute",
  },
  {
    names:
      /^(ServerException|ServiceUnavailable(Exception)?|InternalServerError|InternalFailure|ServiceFailure)$/,
    tell: error => `AWS cannot answer now: ${error.message}; repeat in a minute`,
  },
  {
    names: /^ClusterNotFoundException$/,
    tell: () =>
      "AWS has no such cluster in this account and region; check AWS_PROFILE and the stack",
  },
];

/** Codes of Node's network errors. */
const NETWORK = /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE)/;

/** What the SDK threw, as something that the user can act on; an error of ours stays as it is. */
export function explainAwsError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof OperationError) {
    return error;
  }
  const kind = KINDS.find(({ names }) => names.test(error.name));
  if (kind !== undefined) {
    return new UnreachableError(kind.tell(error));
  }
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (NETWORK.test(code) || error.name === "TimeoutError" || error.name === "AggregateError") {
    return new UnreachableError(
      `AWS does not answer (${code || error.name}): check the network and the region, and repeat`,
    );
  }
  // Whatever else a service answers, it says best itself.
  return "$fault" in error ? new OperationError(`AWS says ${error.name}: ${error.message}`) : error;
}
