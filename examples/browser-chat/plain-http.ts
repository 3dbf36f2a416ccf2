// Lets the SDK, which shows a token to https addresses only, speak plain http: no certificate to trust.

import type { PipelinePolicy } from "@azure/core-rest-pipeline";

const policy: PipelinePolicy = {
  name: "plainHttp",
  async sendRequest(request, next) {
    const { url } = request;
    request.url = url.replace(/^https:/, "http:");
    request.allowInsecureConnection = true;
    // So that links in answers are https again, and sockets are not.
    request.headers.set("x-forwarded-proto", "https");
    request.headers.set("x-emulator-wire", "http");
    try {
      return await next(request);
    } finally {
      request.url = url;
    }
  },
};

// "perRetry" comes after the place where the SDK looks at the scheme.
const additionalPolicies = [{ policy, position: "perRetry" as const }];

/** Options for a `ChatClient` with an https endpoint; against a real resource leave them out. */
export const plainHttp = { additionalPolicies, signalingClientOptions: { additionalPolicies } };
