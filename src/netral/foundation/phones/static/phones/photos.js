// Photos become small before they enter the store: 1600 pixels on the long side show a face, a hand sign, a number plate.

export const LONGEST_SIDE = 1600;
const QUALITY = 0.8;
const ENOUGH = 250_000;
const LEAST_QUALITY = 0.5;

async function drawn(file) {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const surface = canvas.getContext("2d");
  // What is transparent would turn black in a JPEG.
  surface.fillStyle = "#fff";
  surface.fillRect(0, 0, canvas.width, canvas.height);
  surface.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  return canvas;
}

const jpeg = (canvas, quality) => new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));

/** A smaller copy of a photo, or the file itself when it is small already or cannot be read here. */
export async function shrink(file) {
  if (!file.type.startsWith("image/") || file.type === "image/svg+xml") return file;
  try {
    const canvas = await drawn(file);
    let quality = QUALITY;
    let blob = await jpeg(canvas, quality);
    while (blob.size > ENOUGH && quality > LEAST_QUALITY) blob = await jpeg(canvas, (quality -= 0.1));
    if (file.type === "image/jpeg" && file.size <= blob.size) return file;
    return new File([blob], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg", lastModified: file.lastModified });
  } catch {
    return file;
  }
}

/** Let every file chosen inside `place` pass through `shrink` before the form engine sees it. */
export function shrinkInside(place) {
  const passed = new WeakSet();
  place.addEventListener(
    "change",
    async (event) => {
      const input = event.target;
      if (!(input instanceof HTMLInputElement) || input.type !== "file" || !input.files.length) return;
      if (passed.has(event)) return;
      event.stopImmediatePropagation();
      const small = await Promise.all([...input.files].map(shrink));
      const carrier = new DataTransfer();
      small.forEach((file) => carrier.items.add(file));
      input.files = carrier.files;
      const again = new Event("change", { bubbles: true });
      passed.add(again);
      input.dispatchEvent(again);
    },
    { capture: true },
  );
}
