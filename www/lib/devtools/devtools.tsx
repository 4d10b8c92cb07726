"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { useGate } from "../react/hooks.js";
import type { Gate, RoleMap } from "../types.js";
import { Boundary } from "./boundary.js";
import { Countdown } from "./countdown.js";
import { useSnapshot } from "./gate-state.js";
import { useLog } from "./log.js";
import { Panel } from "./panel.js";
import { Mark } from "./parts.js";
import { Shadow } from "./shadow.js";
import { viewOf } from "./with-devtools.js";

export interface GateDevtoolsProps {
  /** Default: the gate of the `GateProvider` above. */
  gate?: Gate | undefined;
  /** Default: the gate's own. */
  roleMap?: RoleMap | undefined;
  /** Default: false, only a button in the corner. */
  initiallyOpen?: boolean | undefined;
}

/**
 * A panel at the foot of the page: who is signed in, from which claims, may what, and why. It shows no token and changes no session.
 *
 * ```tsx
 * const Devtools = import.meta.env.DEV ? lazy(() => import("claimgate/devtools")) : () => null;
 * <Suspense><Devtools /></Suspense>
 * ```
 */
export function GateDevtools({ gate, ...rest }: GateDevtoolsProps) {
  return gate ? <Docked gate={gate} {...rest} /> : <OfProvider {...rest} />;
}

type DockedProps = Omit<GateDevtoolsProps, "gate"> & { gate: Gate };

function OfProvider(props: Omit<GateDevtoolsProps, "gate">) {
  return <Docked gate={useGate()} {...props} />;
}

function Docked({ gate, roleMap = gate.roleMap, initiallyOpen = false }: DockedProps) {
  const view = viewOf(gate);
  const real = view?.real ?? gate;
  const log = useLog(real, view?.log);
  const [open, setOpen] = useState(initiallyOpen);
  const launcher = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(open);
  useEffect(() => {
    if (wasOpen.current && !open) launcher.current?.focus();
    wasOpen.current = open;
  }, [open]);
  // The panel stays mounted: its height, its tab and who is viewed outlast closing it.
  return (
    <Shadow>
      <div className="root">
        <Boundary>
          <Frame gate={gate} />
          <Panel gate={real} view={view} roleMap={roleMap} log={log} open={open} close={() => setOpen(false)} />
          {!open && <Launcher gate={gate} open={() => setOpen(true)} handle={launcher} />}
        </Boundary>
      </div>
    </Shadow>
  );
}

/** Around a page that shows what somebody else would see. */
function Frame({ gate }: { gate: Gate }) {
  useSnapshot(gate);
  return viewOf(gate)?.shown ? <div className="frame" /> : null;
}

function Launcher({ gate, open, handle }: { gate: Gate; open(): void; handle: RefObject<HTMLButtonElement | null> }) {
  const { status, user, expiresAt, groups } = useSnapshot(gate);
  const name = user?.name ?? user?.sub ?? status;
  const isShown = viewOf(gate)?.shown ?? false;
  return (
    <button type="button" ref={handle} className={`launcher ${isShown ? "shown" : status}`} aria-expanded={false} onClick={open}>
      <Mark />
      <span className="hidden">Open the claimgate devtools: </span>
      <span className="name">{isShown ? `${name}, viewing as ${groups.values.join(", ") || "no group"}` : name}</span>
      {expiresAt !== null && <Countdown to={expiresAt} />}
    </button>
  );
}
