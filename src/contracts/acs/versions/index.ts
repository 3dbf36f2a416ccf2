// The api-versions of chat, in the order in which the service lists them.

import type { Version } from "../../contract.ts";
import { version as v20200921preview2 } from "./2020-09-21-preview2.ts";
import { version as v20201101preview3 } from "./2020-11-01-preview3.ts";
import { version as v20210127preview4 } from "./2021-01-27-preview4.ts";
import { version as v20210301preview5 } from "./2021-03-01-preview5.ts";
import { version as v20210307 } from "./2021-03-07.ts";
import { version as v20210405preview6 } from "./2021-04-05-preview6.ts";
import { version as v20210907 } from "./2021-09-07.ts";
import { version as v20211001preview7 } from "./2021-10-01-preview7.ts";
import { version as v20220421preview8 } from "./2022-04-21-preview8.ts";
import { version as v20221115preview8 } from "./2022-11-15-preview8.ts";
import { version as v20230401preview } from "./2023-04-01-preview.ts";
import { version as v20230701preview } from "./2023-07-01-preview.ts";
import { version as v20231107 } from "./2023-11-07.ts";
import { version as v20231115preview } from "./2023-11-15-preview.ts";
import { version as v20240301preview } from "./2024-03-01-preview.ts";
import { version as v20240307 } from "./2024-03-07.ts";
import { version as v20240315preview } from "./2024-03-15-preview.ts";
import { version as v20240605preview } from "./2024-06-05-preview.ts";
import { version as v20250315 } from "./2025-03-15.ts";

export const chatVersions: readonly Version[] = [
  v20200921preview2,
  v20201101preview3,
  v20210127preview4,
  v20210301preview5,
  v20210307,
  v20210405preview6,
  v20210907,
  v20211001preview7,
  v20220421preview8,
  v20221115preview8,
  v20230401preview,
  v20230701preview,
  v20231107,
  v20231115preview,
  v20240301preview,
  v20240307,
  v20240315preview,
  v20240605preview,
  v20250315,
];
