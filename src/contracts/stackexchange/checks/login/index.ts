// The checks of logging in.

import { define } from "../define.ts";
import { cookieChecks } from "./cookie.ts";
import { formChecks } from "./form.ts";

export const loginChecks = define({ ...formChecks, ...cookieChecks });
