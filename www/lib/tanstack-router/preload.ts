import { redirect } from "@tanstack/react-router";

/** The part of what TanStack Router gives `beforeLoad` and `loader` that the adapters read. */
export interface Asked {
  readonly location: { readonly href: string; readonly pathname: string };
  readonly preload: boolean;
}

/** Ends a preload without a word: the router follows no redirect that loads a document before somebody really goes there. */
export function endPreload({ location }: Asked): Error {
  return redirect({ href: location.href, reloadDocument: true }) as unknown as Error;
}
