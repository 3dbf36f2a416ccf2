// The HTML pages of Stack Exchange chat and its login sites: plain data in, a string out.

export { favoritePage } from "./favorite.ts";
export {
  type HistoryEntryView,
  type HistoryView,
  historyPage,
} from "./history.ts";
export { loginPage } from "./login.ts";
export { openIdLoginPage } from "./openid-login.ts";
export { openIdPromptPage } from "./openid-prompt.ts";
export { problemPage } from "./problem.ts";
export { type PresentUserView, type RoomView, roomPage } from "./room.ts";
export {
  type RoomInfoTabView,
  type RoomInfoView,
  roomInfoPage,
  roomInfoTabs,
} from "./room-info.ts";
export { roomsPage } from "./rooms.ts";
export { siteHomePage } from "./site-home.ts";
export { slug } from "./slug.ts";
export { starsPage } from "./starred.ts";
export { age } from "./times.ts";
export { transcriptPage } from "./transcript.ts";
export { type UserView, userPage } from "./user.ts";
export type {
  AuthorView,
  ChatShellView,
  MessageView,
  RoomAccess,
  RoomCardView,
  RoomLinkView,
  SiteShellView,
  UserCardView,
  UserLinkView,
} from "./views.ts";
