// Where an emulator that several processes share is to be found, as plain data that one can hand to the others.

import type { ChatEmulator } from "../index.ts";

export interface SharedServer {
  /** Such as `http://127.0.0.1:40000`. */
  readonly url: string;
  readonly httpsUrl: string;
  readonly caFile: string;
  readonly accessKey: string;
  /** What control requests have to carry, where that is asked for. */
  readonly controlToken?: string;
  /** The chat hosts of Stack Exchange. */
  readonly hosts: readonly string[];
}

/** `emulator` has to listen. */
export function sharedServer(emulator: ChatEmulator, controlToken?: string): SharedServer {
  const { url, httpsUrl, caFile, acs, stackexchange } = emulator;
  return {
    url,
    httpsUrl,
    caFile,
    accessKey: acs.accessKey,
    ...(controlToken !== undefined && { controlToken }),
    hosts: stackexchange.hosts,
  };
}
