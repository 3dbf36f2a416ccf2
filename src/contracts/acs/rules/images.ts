// Rules of images of a thread, which no recording shows.

import type { Rule } from "../../contract.ts";
import type { imageOperations } from "../images.ts";

const uploadRules: readonly Rule[] = [
  {
    id: "images.upload.created",
    says: "An upload answers 201 with the id of the image.",
    evidence: "specified",
    source: "swagger 2024-06-05-preview; @azure/communication-chat 1.6.0-beta.5",
  },
  {
    id: "images.upload.request",
    says: "The body is the bytes of the image, and `image-filename` names it.",
    evidence: "specified",
    source: "swagger 2024-06-05-preview; @azure/communication-chat 1.6.0-beta.5",
  },
  {
    id: "images.upload.result",
    says: "The result also has the attachment type image and the name that was sent.",
    evidence: "assumed",
    source: "assumed: both are specified as optional; never recorded",
  },
  {
    id: "images.upload.kinds",
    says: "A body that is no GIF, JPEG, PNG, BMP, TIFF, WebP or HEIC is refused with 400.",
    evidence: "assumed",
    source:
      "assumed: the kinds that the SDK accepts in a view, and those that its comment on uploads names",
  },
  {
    id: "images.upload.size",
    says: "An image of more than 10 MB is refused with 413.",
    evidence: "assumed",
    source: "assumed: no limit was found",
  },
];

const getRules: readonly Rule[] = [
  {
    id: "images.get.bytes",
    says: "A view answers 200 with the bytes of an image.",
    evidence: "specified",
    source: "swagger 2024-06-05-preview; @azure/communication-chat 1.6.0-beta.5",
  },
  {
    id: "images.get.views",
    says: "The views are original and small.",
    evidence: "specified",
    source: "@azure/communication-chat 1.6.0-beta.5: KnownImageViewType",
  },
  {
    id: "images.get.unscaled",
    says: "Every view is the original, with its media type.",
    evidence: "assumed",
    source: "assumed: the emulator scales nothing",
  },
  {
    id: "images.get.unknown",
    says: "An unknown image or view answers 404 `NotFound`.",
    evidence: "assumed",
    source: "assumed: never recorded",
  },
];

const deleteRules: readonly Rule[] = [
  {
    id: "images.delete.no-content",
    says: "Deletion answers 204 without a body.",
    evidence: "specified",
    source: "swagger 2024-06-05-preview; @azure/communication-chat 1.6.0-beta.5",
  },
  {
    id: "images.delete.uploader-only",
    says: "Deleting the image of somebody else answers 403 `Forbidden`.",
    evidence: "assumed",
    source: "assumed: as for messages; never recorded",
  },
  {
    id: "images.delete.unknown",
    says: "Deleting an unknown image answers 404 `NotFound`.",
    evidence: "assumed",
    source: "assumed: never recorded",
  },
];

export const imageRules = {
  ChatThread_UploadChatImage: uploadRules,
  ChatThread_GetChatImage: getRules,
  ChatThread_DeleteChatImage: deleteRules,
} as const satisfies Record<keyof typeof imageOperations, readonly Rule[]>;
