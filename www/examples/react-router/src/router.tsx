import { Can, useUser } from "claimgate/react";
import { gateCallback, gateMiddleware } from "claimgate/react-router";
import { createBrowserRouter, Link, type LoaderFunctionArgs, Outlet, useLoaderData, useRouteError } from "react-router";
import { basename, gate } from "./gate";

const projects = ["Harbour wall", "North bridge", "Old mill"];

function Shell() {
  const user = useUser();
  return (
    <>
      <nav>
        <Link to="/">Home</Link> <Link to="/projects">Projects</Link> <Link to="/billing">Billing</Link>{" "}
        <Link to="/admin">Administration</Link>{" "}
        {user && (
          <button type="button" onClick={() => void gate.signOut()}>
            Sign out {user.name}
          </button>
        )}
      </nav>
      <Outlet />
    </>
  );
}

function Projects() {
  const { heading } = useLoaderData<typeof loadProjects>();
  return (
    <>
      <h1>{heading}</h1>
      <ul>
        {projects.map((name, id) => (
          <li key={name}>
            <Link to={`/projects/${id}`}>{name}</Link>
          </li>
        ))}
      </ul>
      <Can permission="projects:write" fallback="You may look.">
        <button type="button">New project</button>
      </Can>
    </>
  );
}

/** A loader runs after the middleware: somebody who may is signed in. */
function loadProjects() {
  return { heading: `Projects of ${gate.getSnapshot().user?.name}` };
}

function Project() {
  return <h1>{useLoaderData<typeof loadProject>()}</h1>;
}

function loadProject({ params }: LoaderFunctionArgs) {
  return projects[Number(params.id)] ?? "No such project";
}

/** A `GateError`, or a response where the map names no page for it. */
function Problem() {
  const error = useRouteError();
  return <p role="alert">{error instanceof Error ? error.message : "This page could not be opened."}</p>;
}

const errorElement = <Problem />;
const hydrateFallbackElement = <p>One moment…</p>;

export const router = createBrowserRouter(
  [
    { path: "/callback", loader: gateCallback(gate), element: null, errorElement, hydrateFallbackElement },
    {
      path: "/",
      middleware: [gateMiddleware(gate)],
      element: <Shell />,
      errorElement,
      hydrateFallbackElement,
      children: [
        { index: true, element: <h1>Welcome</h1> },
        { path: "projects", loader: loadProjects, element: <Projects /> },
        { path: "projects/:id", loader: loadProject, element: <Project /> },
        { path: "billing", element: <h1>Billing</h1> },
        { path: "admin", element: <h1>Administration</h1> },
        { path: "forbidden", element: <h1>Not for you</h1> },
      ],
    },
  ],
  { basename },
);

// An open page is asked again when its person has left.
gate.on("signed-out", () => void router.revalidate());
