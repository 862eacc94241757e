/**
 * CloudFront Function that sends an application's own paths to its one page: what has no file
 * extension is a view, not a file. An error page for 403 and 404 would do it too, but error pages hold
 * for a whole distribution and would turn the API's 404 into the page with status 200.
 */
export const SPA_ROUTER = `function handler(event) {
  var request = event.request;
  var file = request.uri.slice(request.uri.lastIndexOf("/") + 1);
  if (!file.includes(".")) {
    request.uri = "/index.html";
  }
  return request;
}
`;
