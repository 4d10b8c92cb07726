import type { Gate, Snapshot } from "../types.js";
import { Remaining } from "./countdown.js";
import { Badge, Card, Chips, Copy, Empty, Facts } from "./parts.js";
import { reportOf } from "./report.js";
import { day } from "./words.js";

export function Who({ gate, snapshot }: { gate: Gate; snapshot: Snapshot }) {
  const { user, error, groups, roles, scopes, mapDigest } = snapshot;
  return (
    <div className="cards">
      {error && <Fault error={error} />}
      {user ? <PersonCard user={user} /> : <Nobody status={snapshot.status} />}
      {user && <Times gate={gate} user={user} expiresAt={snapshot.expiresAt} />}
      <Card title="Holds">
        <Facts
          facts={[
            ["Groups", <Chips key="groups" label="Groups" names={groups.values} none={`none (${groups.state})`} />],
            ["Groups claim", <State key="state" state={groups.state} />],
            ["Roles", <Chips key="roles" label="Roles" names={roles} />],
            ["Scopes", <Chips key="scopes" label="Scopes" names={scopes} />],
            ["Lands on", user && <code key="landing">{gate.landing()}</code>],
            ["Role map", mapDigest && <Digest key="map" digest={mapDigest} />],
          ]}
        />
      </Card>
    </div>
  );
}

function PersonCard({ user: { sub, name, email, claims } }: { user: NonNullable<Snapshot["user"]> }) {
  return (
    <Card title="Who">
      <p className="person">
        <span className="avatar" aria-hidden="true">
          {(name ?? sub).slice(0, 1).toUpperCase()}
        </span>
        <span>
          <strong>{name ?? sub}</strong>
          <span className="soft">{email}</span>
        </span>
      </p>
      <Facts
        facts={[
          ["Subject", <code key="sub">{sub}</code>],
          ["Issuer", text(claims.iss)],
          ["Audience", text(claims.aud)],
          ["Signed in", time(claims.auth_time)],
          ["Strength", [text(claims.acr), text(claims.amr)].filter(Boolean).join(", ")],
        ]}
      />
    </Card>
  );
}

interface TimesProps {
  gate: Gate;
  user: NonNullable<Snapshot["user"]>;
  expiresAt: number | null;
}

function Times({ gate, user: { claims }, expiresAt }: TimesProps) {
  const session = reportOf(gate)?.core?.session;
  const [issued, ends] = [seconds(claims.iat), seconds(claims.exp)];
  return (
    <Card title="Time">
      {expiresAt !== null && <Remaining name="Session" from={issued ?? expiresAt - 3600} to={expiresAt} />}
      {ends !== undefined && ends !== expiresAt && <Remaining name="ID token" from={issued ?? ends - 3600} to={ends} />}
      {session?.accessExpiresAt != null && <Remaining name="Access token" from={session.receivedAt} to={session.accessExpiresAt} />}
      <Facts
        facts={[
          ["ID token issued", time(claims.iat)],
          ["ID token ends", time(claims.exp)],
          ["Answers end", time(expiresAt)],
          ["Refresh token", session && (session.hasRefreshToken ? "held" : "none")],
        ]}
      />
    </Card>
  );
}

function Nobody({ status }: { status: Snapshot["status"] }) {
  return (
    <Card title="Who">
      <Empty>{status === "pending" ? "It is not known yet who is here." : "Nobody is signed in."}</Empty>
    </Card>
  );
}

function Fault({ error }: { error: NonNullable<Snapshot["error"]> }) {
  return (
    <Card title="Error" wide>
      <p>
        <Badge tone="no">{error.code}</Badge> {error.message}
      </p>
      {error.provider && (
        <p className="soft">
          The provider said: {error.provider.error} {error.provider.description}
        </p>
      )}
      <p>
        <a href={error.docs} target="_blank" rel="noreferrer">
          What to do about it
        </a>
      </p>
    </Card>
  );
}

function State({ state }: { state: Snapshot["groups"]["state"] }) {
  const unread = state === "overage" || state === "malformed" || state === "unavailable";
  return <Badge tone={unread ? "maybe" : state === "present" ? "yes" : "idle"}>{state}</Badge>;
}

function Digest({ digest }: { digest: string }) {
  return (
    <span className="digest">
      <code title={digest}>{digest.slice(0, 12)}…</code> <Copy text={() => digest}>Copy digest</Copy>
    </span>
  );
}

function text(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : typeof value === "string" ? value : "";
}

function seconds(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function time(value: unknown): string {
  const at = seconds(value);
  return at === undefined ? "" : day(at * 1000);
}
