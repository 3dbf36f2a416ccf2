// Tells whether this Node can run the emulator, in syntax that every Node with modules can read.

/** The same as `engines` in package.json, which a Node too old might not get as far as reading. */
export const neededNode = "20.19";

/** One line for a Node that is too old, else an empty text. */
export function nodeVersionComplaint(version: string): string {
  const needed = neededNode.split(".").map(Number);
  const present = version.split(".").map(Number);
  for (let part = 0; part < needed.length; part += 1) {
    const difference = Number(present[part]) - Number(needed[part]);
    if (difference > 0) return "";
    if (difference < 0) {
      return `Cannot start: chat-emulator needs Node ${neededNode} or later, and this is Node ${version}. Install a newer one from https://nodejs.org.`;
    }
  }
  return "";
}
