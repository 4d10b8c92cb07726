import type { MiddlewareFunction } from "react-router";
import { roleMap } from "./gate";

let asked: string | null = null;

/** Where the person was going before a guard sent them to the forbidden page, which then can say why. */
export const lastAsked = () => asked;

export const rememberAsked: MiddlewareFunction = ({ request }) => {
  const { pathname } = new URL(request.url);
  if (pathname !== roleMap.routes.forbidden) asked = pathname;
};
