// Rules of the list of threads: its order, what counts as activity, and its pages.

import type { Rule } from "../../contract.ts";

export const threadListRules: readonly Rule[] = [
  {
    id: "threads.list.newest-activity-first",
    says: "Threads are listed by their last activity, the most recent first.",
    evidence: "observed",
    source: "ios-test_ListThreads_ReturnsChatThreadItems; acs-rest 3.2",
  },
  {
    id: "threads.list.item",
    says: "An item shows the id, the topic and `lastMessageReceivedOn` of its thread.",
    evidence: "observed",
    source: "ios-test_ListThreads_ReturnsChatThreadItems; acs-rest 3.2",
  },
  {
    id: "threads.list.item-preview2",
    says: "An item says in `isDeleted` whether its thread was deleted.",
    evidence: "observed",
    source: "js-members-preview2",
    versions: "2020-09-21-preview2",
  },
  {
    id: "threads.list.deleted-stay",
    says: "Deleted threads stay in the list and show `deletedOn`.",
    evidence: "observed",
    source: "acs-rest 0.5: Android and iOS recordings",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "threads.list.removed-vanish",
    says: "A thread vanishes from the list of a participant who was removed from it.",
    evidence: "assumed",
    source: "assumed: the list is of threads one is in; never recorded (acs-rest 3.8)",
  },
  {
    id: "threads.list.messages-count",
    says: "A message that somebody sends is activity.",
    evidence: "observed",
    source: "acs-rest 3.2: twice in Android recordings",
  },
  {
    id: "threads.list.joining-counts",
    says: "The addition of participants is activity.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6",
  },
  {
    id: "threads.list.creation-counts",
    says: "The creation of a thread is activity.",
    evidence: "observed",
    source: "ios-test_ListThreads_ReturnsChatThreadItems; acs-rest 3.2",
  },
  {
    id: "threads.list.topic-counts",
    says: "A change of topic is activity.",
    evidence: "assumed",
    source: "assumed: very likely, but the recorded times are ambiguous (acs-rest 3.2)",
  },
  {
    id: "threads.list.removal-does-not-count",
    says: "The removal of a participant is no activity.",
    evidence: "observed",
    source: "acs-rest 3.2: twice; net-thread-participant-message-typing-preview6",
  },
  {
    id: "threads.list.typing-does-not-count",
    says: "A typing notification is no activity.",
    evidence: "observed",
    source: "acs-rest 3.2 and 3.5",
  },
  {
    id: "threads.list.edit-does-not-count",
    says: "The edit or deletion of a message is no activity.",
    evidence: "assumed",
    source: "assumed: nothing is received; never recorded",
  },
  {
    id: "threads.list.activity-may-lag",
    says: "In the first second of its life a thread may be listed without `lastMessageReceivedOn`.",
    evidence: "observed",
    source: "py-create-and-list-immediately",
  },
  {
    id: "threads.list.activity-at-once",
    says: "The emulator shows `lastMessageReceivedOn` at once.",
    evidence: "assumed",
    source: "assumed: the delay of the service helps no test",
  },
  {
    id: "threads.list.page-of-100",
    says: "Without `maxPageSize` a page has up to 100 threads.",
    evidence: "observed",
    source: "acs-rest 0.7",
  },
  {
    id: "threads.list.last-page-has-no-link",
    says: "A full page that is the last one has no `nextLink`.",
    evidence: "observed",
    source: "canListChatThreadsWithMaxPage; acs-rest 0.6",
  },
  {
    id: "threads.list.link",
    says: "`nextLink` is an absolute URL with a base64 `syncState` and the `api-version` of the request.",
    evidence: "observed",
    source: "canListChatThreadsWithMaxPage; acs-rest 3.2",
  },
  {
    id: "threads.list.link-page-size",
    says: "`nextLink` carries `maxPageSize` only if the request did.",
    evidence: "observed",
    source: "acs-rest 3.2",
  },
  {
    id: "threads.list.new-while-paging",
    says: "A thread that is created while a client pages may come up at the top of a later page.",
    evidence: "observed",
    source: "acs-rest 3.2",
  },
  {
    id: "threads.list.start-time",
    says: "`startTime` leaves out the threads whose last activity was before it.",
    evidence: "assumed",
    source: "assumed: at the boundary the thread is listed; never recorded (acs-rest 6)",
  },
];
