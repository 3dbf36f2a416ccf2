// Stands for the packages of whichever SDK version a page is bundled with.

declare module "sdk-chat";
declare module "sdk-common";
