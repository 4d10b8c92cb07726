/** Everything of the outside that a command may touch, so that a test can be the outside. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** All of standard input. */
  readonly input: () => Promise<string>;
  /** Asks the person; null where nobody sits there. */
  readonly ask: ((question: string) => Promise<string>) | null;
  /** Resolves when the person ends the program. */
  readonly stopped: () => Promise<void>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly colour: boolean;
  /** Characters in a line. */
  readonly columns: number;
  /** Seconds since the epoch. */
  readonly now: number;
}

export type Paint = (text: string) => string;
export type Palette = Record<keyof typeof CODES, Paint>;

/** Colours on a terminal that wants them, else the text as it is. */
export function palette(io: Io): Palette {
  const paint = (code: string) => (text: string) => (io.colour && text !== "" ? `\x1b[${code}m${text}\x1b[0m` : text);
  return Object.fromEntries(Object.entries(CODES).map(([name, code]) => [name, paint(code)])) as Palette;
}

/** Text from files and tokens, with what would move the cursor or colour the terminal made visible. */
export function printable(text: string): string {
  return text.replace(CONTROLS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** `1 error`, `2 errors`. */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

const CODES = { bold: "1", dim: "2", red: "31", green: "32", yellow: "33", cyan: "36" };
// Escape sequences, and the marks that turn the direction of text.
const CONTROLS = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu;
