// Stars and pins: set, taken back, cancelled and listed.

import type { Operation } from "../contract.ts";

const common = {
  method: "POST",
  auth: "session",
  formKey: true,
  body: { model: "KeyForm", isRequired: true, encoding: "form" },
  success: { status: 200, model: "Outcome" },
} as const;

export const starOperations = {
  Chat_Star: { ...common, path: "/messages/{message}/star" },
  Chat_Pin: { ...common, path: "/messages/{message}/owner-star" },
  Chat_Unpin: { ...common, path: "/messages/{message}/unowner-star" },
  Chat_CancelStars: { ...common, path: "/messages/{message}/unstar" },
  Chat_ListStars: {
    method: "GET",
    path: "/chats/stars/{room}",
    auth: "anyone",
    query: { count: { type: "integer", minimum: 0, maximum: 1_000_000 } },
    success: { status: 200, mediaType: "text/html" },
  },
} as const satisfies Record<string, Operation>;
