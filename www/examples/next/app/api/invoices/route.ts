import { createApiGuard } from "claimgate/server";
import { audience, issuer } from "../../../provider";
import roleMap from "../../../role-map.json";

const guard = createApiGuard({ issuer, audience, roleMap });

/** The same map as in the page; here it protects. */
export const GET = guard.web("billing:read", async (_request, access) =>
  Response.json(["Harbour wall: 1200", "North bridge: 800", `Asked for by ${access.sub}`]),
);
