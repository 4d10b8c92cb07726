"use client";

import { RouteGuard } from "claimgate/react";
import { useEffect, useState } from "react";
import { gate } from "../../gate";

// The guard decides what is shown, not what is sent: this file, and what a server component puts below the guard, reach everybody who asks.
// So the invoices come from a route handler that checks.
export default function Page() {
  return (
    <RouteGuard path="/invoices" pending={<p>One moment…</p>} forbidden={<h1>Not for you</h1>}>
      <Invoices />
    </RouteGuard>
  );
}

function Invoices() {
  const [lines, setLines] = useState<string[]>();
  const [problem, setProblem] = useState("");
  useEffect(() => {
    gate
      .fetch("/api/invoices")
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error(`refused (${response.status})`))))
      .then(setLines)
      .catch((error: Error) => setProblem(error.message));
  }, []);
  if (problem) return <p role="alert">{problem}</p>;
  return (
    <>
      <h1>Invoices</h1>
      <ul>
        {lines?.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
