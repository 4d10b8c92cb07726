import type { PermissionOf, RoleMap } from "../types.js";
import { ApiError } from "./error.js";
import type { ApiAccess, Judge, Prepared } from "./guard.js";
import type { Need } from "./need.js";
import { type Asked, askedOf, askedOfNode } from "./request.js";

/** A need, or the permission that a request needs, where that is only known with the request. */
export type NeedFor<M, R> = Need<M> | ((request: R) => PermissionOf<M>);

/** The part of Node's, Connect's and Express' request that is read; `access` is set. */
export interface NodeRequest {
  readonly headers: {
    readonly authorization?: string | undefined;
    readonly dpop?: string | string[] | undefined;
    readonly host?: string | undefined;
    readonly ":authority"?: string | string[] | undefined;
  };
  /** This and what follows is read for proofs. */
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly originalUrl?: string | undefined;
  readonly socket?: object | undefined;
}
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}
export type NodeHandler<M extends RoleMap = RoleMap> = <R extends NodeRequest>(
  request: R & { access?: ApiAccess<M> },
  response: NodeResponse,
  next: (error?: unknown) => void,
) => void;

/** The part of Hono's context that is used; `access` is set. */
export interface HonoContext {
  readonly req: { readonly raw: Request };
  // biome-ignore lint/suspicious/noExplicitAny: Hono's own type of it depends on the app's variables
  set(...entry: any): void;
}
export type HonoHandler = (context: HonoContext, next: () => Promise<void>) => Promise<Response | undefined>;

export interface Adapters<M extends RoleMap = RoleMap> {
  /** For Express and Connect: answers by itself or sets `request.access`. Other errors go to `next`. */
  // biome-ignore lint/suspicious/noExplicitAny: a handler of any framework's request
  node(need?: NeedFor<M, any>): NodeHandler<M>;
  /** For whatever speaks Fetch: answers by itself or calls the handler. Also answers an `ApiError` that the handler throws. */
  web(
    need: NeedFor<M, Request> | undefined,
    handler: (request: Request, access: ApiAccess<M>) => Response | Promise<Response>,
  ): (request: Request) => Promise<Response>;
  /** For Hono: answers by itself or sets the variable `access`. */
  hono(need?: NeedFor<M, Request>): HonoHandler;
}

export function adaptersOf(judge: Judge, prepare: (need: Need) => Prepared): Adapters {
  const admitting = <R>(need: NeedFor<RoleMap, R> | undefined) => {
    // Once, when the server starts: a misspelt need is heard of then.
    const prepared = need === undefined || typeof need === "function" ? undefined : prepare(need);
    return async (request: R, asked: Asked) => {
      const access = await judge(asked, prepared);
      if (typeof need === "function") access.demand(need(request));
      return access;
    };
  };
  return {
    node(need) {
      const admit = admitting(need);
      return (request, response, next) => {
        const admitted = admit(request, askedOfNode(request)).then((access) => {
          request.access = access;
        });
        admitted.then(
          () => next(),
          (error: unknown) => (error instanceof ApiError ? send(response, error) : next(error)),
        );
      };
    },
    web(need, handler) {
      const admit = admitting(need);
      return (request) => answered(async () => handler(request, await admit(request, askedOf(request))));
    },
    hono(need) {
      const admit = admitting(need);
      return async (context, next) => {
        const request = context.req.raw;
        const refused = await answered(async () => context.set("access", await admit(request, askedOf(request))));
        if (refused !== undefined) return refused;
        await next();
        return undefined;
      };
    },
  };
}

async function answered<T>(act: () => Promise<T>): Promise<T | Response> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ApiError) return error.toResponse();
    throw error;
  }
}

function send(response: NodeResponse, error: ApiError): void {
  response.statusCode = error.status;
  for (const [name, value] of Object.entries(error.headers)) response.setHeader(name, value);
  response.end(error.body);
}
