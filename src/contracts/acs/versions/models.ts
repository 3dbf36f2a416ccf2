// The newest shapes of the models that older versions turn into their own.

export interface Identifier {
  readonly rawId: string;
  readonly communicationUser?: { readonly id: string };
  readonly microsoftTeamsUser?: { readonly userId: string };
}

export interface Participant {
  readonly communicationIdentifier: Identifier;
  readonly displayName?: string;
  readonly shareHistoryTime?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface ThreadProperties {
  readonly id: string;
  readonly topic: string;
  readonly createdOn: string;
  readonly createdByCommunicationIdentifier: Identifier;
  readonly deletedOn?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly retentionPolicy?: { readonly kind: string; readonly deleteThreadAfterDays?: number };
  readonly messagingPolicy?: { readonly textOnlyChat: boolean };
}

export interface ThreadItem {
  readonly id: string;
  readonly topic: string;
  readonly deletedOn?: string;
  readonly lastMessageReceivedOn?: string;
}

export interface InvalidParticipant {
  readonly target?: string;
  readonly code: string;
  readonly message: string;
}

export interface CreateThreadResult {
  readonly chatThread: ThreadProperties;
  readonly invalidParticipants?: readonly InvalidParticipant[];
}

export interface AddParticipantsResult {
  readonly invalidParticipants?: readonly InvalidParticipant[];
}

export interface MessageContent {
  readonly message?: string;
  readonly topic?: string;
  readonly participants?: readonly Participant[];
  readonly attachments?: readonly Attachment[];
  readonly initiatorCommunicationIdentifier?: Identifier;
}

export interface Attachment {
  readonly id: string;
  readonly attachmentType: string;
  readonly name?: string;
  readonly url?: string;
  readonly previewUrl?: string;
}

export interface Message {
  readonly id: string;
  readonly type: string;
  readonly sequenceId: string;
  readonly version: string;
  readonly content: MessageContent;
  readonly senderDisplayName?: string;
  readonly createdOn: string;
  readonly senderCommunicationIdentifier?: Identifier;
  readonly deletedOn?: string;
  readonly editedOn?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface ReadReceipt {
  readonly senderCommunicationIdentifier: Identifier;
  readonly chatMessageId: string;
  readonly readOn: string;
}

export interface ErrorBody {
  readonly CommunicationError: {
    readonly Code: string;
    readonly Message?: string;
    readonly Target?: string;
    readonly Details: readonly unknown[];
  };
}
