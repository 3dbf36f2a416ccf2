// The checks of rooms: their pages and their thumbs.

import { define } from "../define.ts";
import { favoriteChecks } from "./favorite.ts";
import { infoChecks } from "./info.ts";
import { pageChecks } from "./page.ts";

export const roomChecks = define({ ...infoChecks, ...pageChecks, ...favoriteChecks });
