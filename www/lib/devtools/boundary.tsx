import { Component, type ReactNode } from "react";

/** What goes wrong in the panel must not take the page with it. */
export class Boundary extends Component<{ children: ReactNode }, { fault: string | null }> {
  override state = { fault: null };

  static getDerivedStateFromError(error: unknown) {
    return { fault: error instanceof Error ? error.message : "unknown" };
  }

  override render() {
    if (this.state.fault === null) return this.props.children;
    return <p className="launcher">The claimgate devtools failed: {this.state.fault}</p>;
  }
}
