// The contract suite as tests of your own, against the endpoint and the key that the environment names.
import { describeContract } from "chat-emulator/vitest";

describeContract({
  url: process.env.CHAT_CONTRACT_URL,
  connectionString: process.env.CHAT_CONTRACT_CONNECTION_STRING,
  profile: "safe",
  // A pattern for each part that matters to you; all checks without it.
  only: ["acs.threads.*", "acs.messages.*"],
  // What you know of and can live with; an entry whose check passes is red.
  allow: [],
});
