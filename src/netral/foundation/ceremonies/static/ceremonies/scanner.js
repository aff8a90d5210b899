// Reads QR codes from the camera: by the browser's own reader where there is one, otherwise by jsQR.
const EVERY = 150;
const WIDEST = 800;

/** What reads a QR code from a video or a picture: takes it with its width and height, returns the text or nothing. */
export async function reader(jsqr) {
  if ("BarcodeDetector" in globalThis) {
    const known = await BarcodeDetector.getSupportedFormats().catch(() => []);
    if (known.includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async (source) => (await detector.detect(source))[0]?.rawValue;
    }
  }
  await import(jsqr);
  const canvas = document.createElement("canvas");
  const drawn = canvas.getContext("2d", { willReadFrequently: true });
  return async (source) => {
    const [across, down] = [source.videoWidth ?? source.width, source.videoHeight ?? source.height];
    const scale = Math.min(1, WIDEST / across);
    canvas.width = across * scale;
    canvas.height = down * scale;
    drawn.drawImage(source, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = drawn.getImageData(0, 0, canvas.width, canvas.height);
    return globalThis.jsQR(data, width, height)?.data;
  };
}

/** Show the camera and call back with each text read, and with its track once; returns what switches it off. */
export async function scan(video, jsqr, found, began = () => {}) {
  const wanted = { video: { facingMode: { ideal: "environment" } }, audio: false };
  const stream = await navigator.mediaDevices.getUserMedia(wanted);
  const read = await reader(jsqr);
  video.srcObject = stream;
  await video.play();
  began(stream.getVideoTracks()[0]);
  let running = true;
  const look = async () => {
    if (!running) return;
    const text = video.videoWidth ? await read(video).catch(() => undefined) : undefined;
    if (running && text) found(text);
    setTimeout(look, EVERY);
  };
  look();
  return () => {
    running = false;
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  };
}
