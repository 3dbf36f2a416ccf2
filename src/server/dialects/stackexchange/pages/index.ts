// The HTML pages of Stack Exchange chat and its login sites: plain data in, a string out.

export { favoritePage } from "./favorite.ts";
export {
  type HistoryEntryView,
  type HistoryView,
  historyPage,
  type PinnerView,
} from "./history.ts";
export { type LoginView, loginPage } from "./login.ts";
export { type OpenIdLoginView, openIdLoginPage } from "./openid-login.ts";
export { type OpenIdPromptView, openIdPromptPage } from "./openid-prompt.ts";
export { type ProblemView, problemPage } from "./problem.ts";
export { type PresentUserView, type RoomView, roomPage } from "./room.ts";
export {
  type RoomAccessGrantView,
  type RoomInfoTabView,
  type RoomInfoView,
  roomInfoPage,
  roomInfoTabs,
} from "./room-info.ts";
export { type RoomsView, roomsPage } from "./rooms.ts";
export { type SiteHomeView, siteHomePage } from "./site-home.ts";
export { slug } from "./slug.ts";
export { type StarredView, starsPage } from "./starred.ts";
export { age } from "./times.ts";
export { type TranscriptView, transcriptPage } from "./transcript.ts";
export { type ParentUserView, type UserView, userPage } from "./user.ts";
export type {
  AuthorView,
  ChatShellView,
  MessageView,
  RoomAccess,
  RoomCardView,
  RoomLinkView,
  SiteShellView,
  StarsView,
  UnixSeconds,
  UserCardView,
  UserLinkView,
} from "./views.ts";
