// Azure SDK options that let a client hold an https endpoint and speak plain http: no certificate needed.

export interface InsecureClientOptions {
  readonly additionalPolicies: AdditionalPolicy[];
  /** Honoured by the chat SDK's real-time part, though its types leave it out. */
  readonly signalingClientOptions: { readonly additionalPolicies: AdditionalPolicy[] };
}

/** The SDK's `AdditionalPolicyConfig`, by its form. */
export interface AdditionalPolicy {
  policy: {
    name: string;
    sendRequest<Request extends InsecureRequest, Response>(
      request: Request,
      next: (request: Request) => Promise<Response>,
    ): Promise<Response>;
  };
  position: "perCall" | "perRetry";
}

export interface InsecureRequest {
  url: string;
  allowInsecureConnection?: boolean | undefined;
  headers: { set(name: string, value: string): void };
}

/**
 * From 1.1.0 on the chat SDK refuses to show a token to an address that is not https, whatever its
 * options say. It looks before the policies at "perRetry", so one of these may change the address.
 */
export function insecureClientOptions(): InsecureClientOptions {
  return {
    additionalPolicies: [plainHttpPolicy()],
    signalingClientOptions: { additionalPolicies: [plainHttpPolicy()] },
  };
}

function plainHttpPolicy(): AdditionalPolicy {
  return {
    policy: { name: "chatEmulatorPlainHttpPolicy", sendRequest: sendAsPlainHttp },
    position: "perRetry",
  };
}

async function sendAsPlainHttp<Request extends InsecureRequest, Response>(
  request: Request,
  next: (request: Request) => Promise<Response>,
): Promise<Response> {
  const { url } = request;
  request.url = url.replace(/^https:/i, "http:");
  request.allowInsecureConnection = true;
  // Links in answers must be https again, or the client refuses to follow them.
  if (request.url !== url) {
    request.headers.set("x-forwarded-proto", "https");
    // Sockets know no policies: they are to be opened in plain.
    request.headers.set("x-emulator-wire", "http");
  }
  try {
    return await next(request);
  } finally {
    // The client goes on with the address that it was given: in its errors, its log, and a retry.
    request.url = url;
  }
}
