import { type ReactNode, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { STYLES } from "./styles.js";

/** A room of its own at the end of the page: its styles reach nothing of the app, nor the app's anything in it. */
export function Shadow({ children }: { children: ReactNode }) {
  const [root, setRoot] = useState<ShadowRoot | null>(null);
  useEffect(() => {
    const host = document.createElement("claimgate-devtools");
    const shadow = host.attachShadow({ mode: "open" });
    adoptStyles(shadow);
    // What is typed here is no shortcut of the app. React listens inside.
    for (const type of ["keydown", "keyup", "keypress"]) host.addEventListener(type, (event) => event.stopPropagation());
    document.body.append(host);
    setRoot(shadow);
    return () => host.remove();
  }, []);
  return root && createPortal(children, root);
}

let sheet: CSSStyleSheet | undefined;

// Not a style element: `style-src 'self'` refuses one, and allows this.
function adoptStyles(shadow: ShadowRoot): void {
  if (!("adoptedStyleSheets" in shadow)) return;
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
  }
  shadow.adoptedStyleSheets = [sheet];
}
