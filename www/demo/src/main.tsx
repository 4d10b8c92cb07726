import { GateProvider } from "claimgate/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { gate } from "./gate";
import { Devtools } from "./parts/devtools";
import { router } from "./routes";
import "./styles/base.css";
import "./styles/parts.css";
import "./styles/lists-and-forms.css";
import "./styles/pages.css";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <GateProvider gate={gate} navigate={(to, { replace }) => void router.navigate(to, { replace })}>
        <RouterProvider router={router} />
        <Devtools />
      </GateProvider>
    </StrictMode>,
  );
}
