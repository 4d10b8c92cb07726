import { GateProvider } from "claimgate/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { gate } from "./gate";
import { router } from "./router";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <GateProvider gate={gate} navigate={(to, { replace }) => void router.navigate(to, { replace })}>
        <RouterProvider router={router} />
      </GateProvider>
    </StrictMode>,
  );
}
