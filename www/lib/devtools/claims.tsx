import { useMemo, useState } from "react";
import { decodeToken } from "../decode.js";
import type { Gate, RoleMap, Snapshot } from "../types.js";
import { drawPicture } from "./chains.js";
import { Copy, Empty } from "./parts.js";
import { redacted } from "./redact.js";
import { reportOf } from "./report.js";
import { day } from "./words.js";

interface ClaimsProps {
  gate: Gate;
  snapshot: Snapshot;
  roleMap: RoleMap | undefined;
}

export function Claims({ gate, snapshot, roleMap }: ClaimsProps) {
  const claims = useMemo(() => snapshot.user && redacted(snapshot.user.claims), [snapshot]);
  const sources = useMemo(() => claimSources(gate, snapshot, roleMap), [gate, snapshot, roleMap]);
  if (claims === null) return <Empty>Nobody is signed in, so there are no claims.</Empty>;
  return (
    <>
      <div className="bar">
        <p className="soft">Verified, and decoded. Tokens and nonces are never shown.</p>
        <Copy text={() => JSON.stringify(claims, null, 2)}>Copy these claims</Copy>
      </div>
      <ClaimsTable caption="Claims of the person" claims={claims} from={sources.ofPerson} />
      <AccessToken gate={gate} from={sources.ofAccessToken} />
    </>
  );
}

function ClaimsTable({ caption, claims, from }: { caption: string; claims: Record<string, unknown>; from(name: string): string }) {
  return (
    <table className="table">
      <caption className="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Claim</th>
          <th scope="col">Value</th>
          <th scope="col">From</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(claims).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>
              <Value name={name} value={value} />
            </td>
            <td className="origin">{from(name)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const TIMES = new Set(["exp", "iat", "nbf", "auth_time", "updated_at"]);

function Value({ name, value }: { name: string; value: unknown }) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (typeof value !== "number" || !TIMES.has(name)) return <code>{text}</code>;
  return (
    <>
      <code>{text}</code> <span className="soft">{day(value * 1000)}</span>
    </>
  );
}

type TokenName = "id" | "userinfo" | "access";
const WORDS: Record<TokenName, string> = { id: "ID token", userinfo: "userinfo", access: "access token" };

/** The gate's report names what only userinfo had; explanations name the claim that a group was read from, with its token. */
function claimSources(gate: Gate, snapshot: Snapshot, roleMap: RoleMap | undefined) {
  const session = reportOf(gate)?.core?.session;
  const ofUserinfo = session && new Set(session.userinfoClaims);
  const read = new Set<string>();
  for (const { step } of drawPicture(gate, snapshot, roleMap).chains) {
    const [token = "", claim] = step.source?.split("/") ?? [];
    if (claim !== undefined) read.add(`${token}${claim.replaceAll("~1", "/").replaceAll("~0", "~")}`);
  }
  const from = (token: TokenName, name: string) => `${WORDS[token]}${read.has(`${token}:${name}`) ? "; groups are read here" : ""}`;
  return {
    ofPerson(name: string): string {
      if (ofUserinfo) return from(ofUserinfo.has(name) ? "userinfo" : "id", name);
      // A gate of an app's own making, or of a test, may report nothing.
      return read.has(`userinfo:${name}`) ? from("userinfo", name) : read.has(`id:${name}`) ? from("id", name) : "not told by this gate";
    },
    ofAccessToken: (name: string) => from("access", name),
  };
}

type Looked = { claims: Record<string, unknown> } | { fault: string };

/** Asked for, never by itself: an access token is the API's, and having one may renew it. */
function AccessToken({ gate, from }: { gate: Gate; from(name: string): string }) {
  const [looked, setLooked] = useState<Looked | null>(null);
  const look = async () => {
    try {
      const token = await gate.getAccessToken({ minTtl: 0 });
      setLooked(decoded(token));
    } catch (error) {
      setLooked({ fault: error instanceof Error ? error.message : "there is no access token" });
    }
  };
  return (
    <section className="below">
      <h3>Access token</h3>
      <p className="bar">
        <span className="soft">It is for the API, and not verified here. Looking into it may renew it.</span>
        <button type="button" className="button" onClick={() => void look()}>
          Show its claims
        </button>
      </p>
      {looked && "fault" in looked && <Empty>{looked.fault}</Empty>}
      {looked && "claims" in looked && <ClaimsTable caption="Claims of the access token" claims={looked.claims} from={from} />}
    </section>
  );
}

function decoded(token: string): Looked {
  try {
    return { claims: redacted(decodeToken(token).claims as Record<string, unknown>) };
  } catch {
    return { fault: "It is opaque: only the provider and the API can read it." };
  }
}
