import { createGate } from "claimgate";
import roleMap from "./role-map.json";

const gate = createGate({
  issuer: import.meta.env.VITE_ISSUER ?? "http://localhost:9101",
  clientId: "demo",
  scope: "openid profile groups",
  roleMap,
});

const element = (id: string) => document.getElementById(id) as HTMLButtonElement;

function show() {
  const { status, user, error } = gate.getSnapshot();
  // Signing out, the page is about to leave: nobody is there any more, and nothing is settled yet.
  const nobody = status === "pending" ? "One moment…" : "Nobody is signed in";
  element("greeting").textContent = user ? `Hello, ${user.name}` : nobody;
  element("problem").textContent = error?.message ?? "";
  element("problem").hidden = error === null;
  element("add").disabled = !gate.can("projects:write");
  element("add").title = gate.check("projects:write").reason;
  element("sign-in").hidden = status !== "signed-out";
  element("sign-out").hidden = status !== "signed-in";
}

element("sign-in").addEventListener("click", () => void gate.signIn().catch(show));
element("sign-out").addEventListener("click", () => void gate.signOut().catch(show));

const { status, returnTo } = await gate.start();
// Back from the provider: the page that was left, without a load that would lose a session kept in memory.
if (status === "signed-in" && returnTo !== null) history.replaceState(null, "", returnTo);
gate.subscribe(show);
show();
