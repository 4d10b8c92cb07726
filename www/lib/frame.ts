// What the page in the frame puts before its address (`src/edge/frame.rs`).
const MARK = "claimgate:";

/**
 * Opens `url` in a frame that nobody sees and resolves with the address that the app's own page says there; whose answer it is, Rust
 * judges by its `state`. Rejects when nothing came in time. The frame goes in every case.
 */
export function askInFrame(url: string, milliseconds: number): Promise<string> {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  // Unless it is forbidden, a page that nobody sees may save a file, and lead this window to another page of the app.
  frame.sandbox.add("allow-scripts", "allow-same-origin", "allow-forms");
  let hear: (event: MessageEvent) => void = () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const answer = new Promise<string>((resolve, reject) => {
    timer = setTimeout(reject, milliseconds);
    hear = ({ data, origin, source }) => {
      const own = source === frame.contentWindow && origin === location.origin;
      if (own && typeof data === "string" && data.startsWith(MARK)) resolve(data.slice(MARK.length));
    };
    addEventListener("message", hear);
    document.documentElement.append(frame);
    // An attribute `src` would write `state` and `nonce` into the document.
    frame.contentWindow?.location.replace(url);
  });
  return answer.finally(() => {
    clearTimeout(timer);
    removeEventListener("message", hear);
    frame.remove();
  });
}
