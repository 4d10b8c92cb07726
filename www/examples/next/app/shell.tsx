"use client";

import { GateProvider, SignedIn } from "claimgate/react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { gate } from "../gate";

/** A client component: a gate cannot be handed over by a server component. */
export function Shell({ children }: { children: ReactNode }) {
  const router = useRouter();
  return (
    <GateProvider gate={gate} navigate={(to, { replace }) => (replace ? router.replace(to) : router.push(to))}>
      <nav>
        <Link href="/">Home</Link> <Link href="/invoices">Invoices</Link>{" "}
        <SignedIn>
          <button type="button" onClick={() => void gate.signOut()}>
            Sign out
          </button>
        </SignedIn>
      </nav>
      {children}
    </GateProvider>
  );
}
