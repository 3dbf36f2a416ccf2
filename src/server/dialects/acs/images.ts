// Images of a thread on the wire: upload, view and delete.

import type { imageOperations } from "../../../contracts/acs/images.ts";
import * as queries from "../../engine/queries.ts";
import type { Call, Codec, Reply } from "../dialect.ts";
import { decodeClaim } from "./decode.ts";
import { reply } from "./encode.ts";
import { refusalError } from "./errors.ts";
import { decodeImage, isWireError } from "./identifiers.ts";

/** The kinds that the SDK takes for upload or for view (specified), by their first bytes and where those stand. */
const signatures: readonly (readonly [mediaType: string, bytes: readonly number[], at?: number])[] =
  [
    ["image/png", [0x89, 0x50, 0x4e, 0x47]],
    ["image/jpeg", [0xff, 0xd8, 0xff]],
    ["image/gif", [0x47, 0x49, 0x46, 0x38]],
    ["image/bmp", [0x42, 0x4d]],
    ["image/tiff", [0x49, 0x49, 0x2a, 0x00]],
    ["image/tiff", [0x4d, 0x4d, 0x00, 0x2a]],
    ["image/webp", [0x57, 0x45, 0x42, 0x50], 8],
    ["image/heic", [0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69], 4],
  ];

const views = new Set(["original", "small"]);

export const imageCodecs = {
  ChatThread_UploadChatImage: uploadImage,
  ChatThread_GetChatImage: getImage,
  ChatThread_DeleteChatImage: deleteImage,
} as const satisfies Record<keyof typeof imageOperations, Codec>;

function uploadImage(call: Call): Reply {
  const claim = decodeClaim(call);
  if (isWireError(claim)) return claim;
  const bytes = call.bytes ?? new Uint8Array();
  const mediaType = signatures.find(([, first, start = 0]) =>
    first.every((byte, at) => bytes[start + at] === byte),
  )?.[0];
  if (mediaType === undefined) {
    const reason = "The body is no image. Send a GIF, JPEG, PNG, BMP, TIFF, WebP or HEIC.";
    return { error: "malformedRequest", fill: { reason } };
  }
  const name = call.headers.get("image-filename") ?? "";
  const result = call.tenant.execute({ type: "storeAttachment", ...claim, name, mediaType, bytes });
  if (result.refusal) return refusalError(result.refusal);
  const id = result.outcome.attachment;
  return reply(call, "UploadChatImageResult", { id, attachmentType: "image", name });
}

/** Every view is the original: the emulator scales nothing (assumed). */
function getImage(call: Call): Reply {
  const claim = decodeClaim(call);
  if (isWireError(claim)) return claim;
  if (!views.has(call.params["imageViewType"] ?? "")) return { error: "notFound" };
  const attachment = decodeImage(call.params["imageId"] ?? "");
  const answer = queries.attachment(call.tenant.engine.state, { ...claim, attachment });
  if (answer.refusal) return refusalError(answer.refusal);
  return { bytes: answer.value.bytes, mediaType: answer.value.mediaType };
}

function deleteImage(call: Call): Reply {
  const claim = decodeClaim(call);
  if (isWireError(claim)) return claim;
  const attachment = decodeImage(call.params["imageId"] ?? "");
  const result = call.tenant.execute({ type: "deleteAttachment", ...claim, attachment });
  return result.refusal ? refusalError(result.refusal) : {};
}
