// Ids that cannot be mixed up; only `decode` in a dialect and `world` may brand a plain value.

declare const brand: unique symbol;
type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };

export type PersonId = Brand<string, "PersonId">;
export type ConversationId = Brand<string, "ConversationId">;
export type AttachmentId = Brand<string, "AttachmentId">;

/** Grows with time inside a conversation, so that one sorted index finds a message and its page. */
export type MessageId = Brand<number, "MessageId">;
