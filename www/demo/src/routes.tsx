import { gateCallback, gateMiddleware } from "claimgate/react-router";
import { createBrowserRouter } from "react-router";
import { rememberAsked } from "./asked";
import { gate } from "./gate";
import { Administration } from "./pages/administration";
import { Billing } from "./pages/billing";
import { Callback } from "./pages/callback";
import { ErrorPage } from "./pages/error";
import { Forbidden } from "./pages/forbidden";
import { Home } from "./pages/home";
import { NotFound } from "./pages/not-found";
import { Profile } from "./pages/profile";
import { Project } from "./pages/project";
import { EditProject, NewProject } from "./pages/project-form";
import { Projects } from "./pages/projects";
import { SignIn } from "./pages/sign-in";
import { Welcome } from "./pages/welcome";
import { Shell } from "./parts/shell";
import { Waiting } from "./parts/waiting";

const fallback = <Waiting>Opening Fieldnote…</Waiting>;

export const router = createBrowserRouter([
  {
    path: "/callback",
    loader: gateCallback(gate),
    element: <Callback />,
    errorElement: <ErrorPage />,
    hydrateFallbackElement: <Waiting>Signing you in…</Waiting>,
  },
  {
    path: "/",
    middleware: [rememberAsked, gateMiddleware(gate)],
    element: <Shell />,
    errorElement: <ErrorPage />,
    hydrateFallbackElement: fallback,
    children: [
      { index: true, element: <Home /> },
      { path: "login", element: <SignIn /> },
      { path: "forbidden", element: <Forbidden /> },
      { path: "welcome", element: <Welcome /> },
      { path: "profile", element: <Profile /> },
      { path: "projects", element: <Projects /> },
      { path: "projects/new", element: <NewProject /> },
      { path: "projects/:id", element: <Project /> },
      { path: "projects/:id/edit", element: <EditProject /> },
      { path: "billing", element: <Billing /> },
      { path: "admin", element: <Administration /> },
      { path: "*", element: <NotFound /> },
    ],
  },
]);
