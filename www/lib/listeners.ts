/** What a listener throws is the app's to hear of, as an uncaught error; it keeps nothing from the others, nor from the gate. */
export function guarded(call: () => void): void {
  try {
    call();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
