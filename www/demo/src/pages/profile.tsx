import type { Groups } from "claimgate";
import { useGate, useUser } from "claimgate/react";
import { roleMap } from "../gate";
import { ApiView } from "../parts/api-view";
import { Heading } from "../parts/heading";
import { Names } from "../parts/names";
import { PermissionTable } from "../parts/permission-table";

export function Profile() {
  const { snapshot } = useGate();
  const user = useUser();
  return (
    <>
      <Heading title="Your profile">
        <p className="lead">
          {user?.name ?? user?.sub}
          {user?.email && `, ${user.email}`}
        </p>
      </Heading>
      <div className="columns">
        <section aria-labelledby="groups">
          <h2 id="groups">Your groups</h2>
          <Names names={snapshot.groups.values} none="No groups." label="Groups" />
          <p>{groupsWords(snapshot.groups)}</p>
        </section>
        <section aria-labelledby="roles">
          <h2 id="roles">Your roles</h2>
          <Names names={snapshot.roles} none="No roles." label="Roles" />
          <p>The role map of this app turns groups into roles. Everybody who signs in is at least a viewer.</p>
        </section>
      </div>
      <section aria-labelledby="permissions">
        <h2 id="permissions">What you may do</h2>
        <PermissionTable />
      </section>
      <section aria-labelledby="api">
        <h2 id="api">What the service says</h2>
        <ApiView mapDigest={snapshot.mapDigest} />
      </section>
    </>
  );
}

const TOKENS: Record<string, string> = { id: "ID token", userinfo: "userinfo answer", access: "access token" };

function groupsWords({ state }: Groups) {
  const [source] = roleMap.claims.client.groups.sources;
  const token = TOKENS[source?.token ?? ""] ?? "token";
  const claim = <code>{source?.path.join(" → ")}</code>;
  if (state === "present")
    return (
      <>
        Read from your {token}, claim {claim}.
      </>
    );
  if (state === "empty")
    return (
      <>
        Your {token} has the claim {claim}, and it is empty.
      </>
    );
  if (state === "absent")
    return (
      <>
        Your {token} has no claim {claim}, so you have what everybody has.
      </>
    );
  return (
    <>
      The claim {claim} of your {token} could not be read completely ({state}).
    </>
  );
}
