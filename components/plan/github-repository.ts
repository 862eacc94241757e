/**
 * A repository as GitHub's tokens name it: `organisation/repository`, or each with its number,
 * `organisation@id/repository@id`, where it was made, renamed or transferred since 15 July 2026.
 */
export const GITHUB_REPOSITORY = /^[\w.-]+\/[\w.-]+$|^[\w.-]+@\d+\/[\w.-]+@\d+$/;
