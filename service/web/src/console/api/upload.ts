import { refusal } from "./http";
import type { Unpacked, Uploaded } from "./types";

export type UploadStatus = "draft" | "in_review" | "published";

/** Uploads one document. By XMLHttpRequest, since fetch does not tell how much has been sent.
 * Raises ApiError when refused, TypeError when the server cannot be reached. */
export function uploadDocument(
  file: File,
  status: UploadStatus,
  onProgress: (share: number) => void,
): Promise<Uploaded | Unpacked> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append("status", status);
    form.append("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", "/api/documents");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onerror = () => reject(new TypeError("The server could not be reached."));
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as Uploaded | Unpacked);
      else reject(refusal(request.status, request.responseText));
    };
    request.send(form);
  });
}
