// Schemas of the ids and small values that several topics share.

export const identifierDefinitions = {
  CommunicationIdentifierModel: {
    type: "object",
    properties: {
      kind: { type: ["string", "null"] },
      rawId: { type: ["string", "null"] },
      communicationUser: {
        type: ["object", "null"],
        properties: { id: { type: "string" } },
        required: ["id"],
      },
      phoneNumber: {
        type: ["object", "null"],
        properties: { value: { type: "string" } },
        required: ["value"],
      },
      microsoftTeamsUser: {
        type: ["object", "null"],
        properties: {
          userId: { type: "string" },
          isAnonymous: { type: ["boolean", "null"] },
          cloud: { type: ["string", "null"] },
        },
        required: ["userId"],
      },
      microsoftTeamsApp: {
        type: ["object", "null"],
        properties: { appId: { type: "string" }, cloud: { type: ["string", "null"] } },
        required: ["appId"],
      },
    },
  },
  Metadata: { type: "object", additionalProperties: { type: "string" } },
} as const;

/** Paging and filter parameters; the service declares no bounds for them. */
export const pageSize = { type: "integer", minimum: 0, maximum: 2_147_483_647 } as const;
export const skipCount = { type: "integer", minimum: 0, maximum: 2_147_483_647 } as const;
export const startTime = { type: "string" } as const;
export const syncState = { type: "string" } as const;
