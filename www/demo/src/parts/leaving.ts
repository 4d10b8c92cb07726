import { useEffect, useState } from "react";

/** Whether the page is being left for the provider. The Back button may bring it back as it was, so that ends it too. */
export function useLeaving() {
  const [leaving, setLeaving] = useState(false);
  useEffect(() => {
    const stay = () => setLeaving(false);
    window.addEventListener("pageshow", stay);
    return () => window.removeEventListener("pageshow", stay);
  }, []);
  return [leaving, setLeaving] as const;
}
