import { type Me, useApi } from "../api";
import { Loaded } from "./loaded";
import { Names } from "./names";

/** The other half: what the API read from the access token, decided by itself under the same map. */
export function ApiView({ mapDigest }: { mapDigest: string }) {
  const me = useApi<Me>("/me");
  return (
    <Loaded from={me} what="the service's view">
      {({ sub, groups, roles, mapDigest: theirs }) => (
        <>
          <p>
            It knows you as <code>{sub}</code>, reads your groups from the access token by itself (
            {groups.values.join(", ") || groups.state}) and comes to these roles:
          </p>
          <Names names={roles} none="No roles." label="Roles at the service" />
          <p>
            {theirs === mapDigest ? "It uses the same role map as this page" : "It uses another role map than this page"}:{" "}
            <code>{theirs.slice(0, 12)}…</code>
          </p>
        </>
      )}
    </Loaded>
  );
}
