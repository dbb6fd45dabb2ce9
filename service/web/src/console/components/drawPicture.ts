/** Raised where the browser can draw nothing of a file. */
export class NotAPicture extends Error {}

/** A picture in a square of so many pixels, as a PNG: all of it (`inside`) or its middle. Raises NotAPicture. */
export async function drawPicture(file: Blob, pixels: number, fit: "inside" | "middle"): Promise<Blob> {
  const picture = new Image();
  try {
    // The console's own policy shows pictures of this site and of data addresses only.
    picture.src = await dataAddress(file);
    await picture.decode();
  } catch (cause) {
    throw new NotAPicture("not a picture", { cause });
  }
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = pixels;
  // A vector graphic may have no size of its own.
  const [width, height] = [picture.naturalWidth || pixels, picture.naturalHeight || pixels];
  const scale = pixels / (fit === "inside" ? Math.max(width, height) : Math.min(width, height));
  const [w, h] = [width * scale, height * scale];
  canvas.getContext("2d")?.drawImage(picture, (pixels - w) / 2, (pixels - h) / 2, w, h);
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!drawn) throw new NotAPicture("nothing was drawn");
  return drawn;
}

/** The whole of a file as an address. */
export function dataAddress(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(file);
  });
}
