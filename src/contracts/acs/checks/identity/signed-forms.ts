// The forms in which SDKs sign a request, each of which is accepted.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import type { SignatureForm } from "../signature.ts";

interface Signed {
  readonly name: string;
  readonly title: string;
  readonly form: SignatureForm;
}

const forms: readonly Signed[] = [
  {
    name: "date-header",
    title: "A request is accepted with `date` signed instead of `x-ms-date`, as older SDKs do",
    form: { dateHeader: "date" },
  },
  {
    name: "order",
    title: "A request is accepted with its signed headers in the order that it names",
    form: { order: ["hash", "date", "host"] },
  },
];

function accepted({ name, title, form }: Signed): Check<Scene> {
  return {
    id: `acs.identity.signature.${name}`,
    title,
    operations: ["CommunicationIdentity_Create"],
    rules: ["identity.signature.signed-headers", "identity.signature.text"],
    profile: "safe",
    people: 0,
    needsKey: true,
    async run(scene) {
      await scene.owner.with({ form }).do("CommunicationIdentity_Create", { body: {} });
    },
  };
}

export const checks: readonly Check<Scene>[] = forms.map(accepted);
