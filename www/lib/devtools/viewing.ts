import { useEffect, useState } from "react";
import type { Access, RoleMap, Snapshot } from "../types.js";
import { otherPerson } from "./other-person.js";
import type { View } from "./with-devtools.js";

/** Somebody in other groups, whom the picture and the questions are about. */
export interface Viewed {
  readonly groups: readonly string[];
  readonly access: Access;
}

export interface Viewing {
  /** What was chosen, at once; `null`: nobody is viewed. */
  readonly groups: readonly string[] | null;
  /** Who that is, once the map has been asked. */
  readonly viewed: Viewed | null;
  readonly fault: string;
  choose(groups: readonly string[] | null): void;
}

/** Ends with the session, and when another person signs in. */
export function useViewing(roleMap: RoleMap | undefined, snapshot: Snapshot, view: View | undefined): Viewing {
  const { sub } = snapshot.user ?? {};
  const [choice, setChoice] = useState<{ groups: readonly string[]; sub: string | undefined } | null>(null);
  const [found, setFound] = useState<{ viewed: Viewed | null; fault: string }>(NOBODY);
  const groups = choice !== null && sub !== undefined && choice.sub === sub ? choice.groups : null;
  useEffect(() => {
    if (groups === null || roleMap === undefined) return setFound(NOBODY);
    let current = true;
    otherPerson(roleMap, snapshot, groups).then(
      (access) => current && setFound({ viewed: { groups, access }, fault: "" }),
      (error: Error) => current && setFound({ viewed: null, fault: error.message }),
    );
    return () => {
      current = false;
    };
  }, [groups, roleMap, snapshot]);
  const { viewed, fault } = found;
  useEffect(() => {
    if (viewed === null) view?.show(null);
    else if (view?.shown) view.show(viewed.access);
  }, [viewed, view]);
  return {
    groups,
    viewed: groups === null ? null : viewed,
    fault,
    choose: (next) => setChoice(next === null ? null : { groups: next, sub }),
  };
}

const NOBODY = { viewed: null, fault: "" };
