import { Can } from "claimgate/react";
import { useId, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { callApi, type Fault } from "../api";
import { closedWords } from "../words";
import { FaultNotice } from "./loaded";

/** Shown to everybody who edits; open to those who may delete, and closed with the reason to the others. */
export function DeleteProject({ id, name }: { id: string; name: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const hint = useId();
  return (
    <section className="danger">
      <Can permission="projects:delete" disable>
        {({ disabled, reason }) => (
          <>
            <button
              type="button"
              className="button warn"
              disabled={disabled}
              aria-describedby={hint}
              onClick={() => dialog.current?.showModal()}
            >
              Delete
            </button>
            <p id={hint}>
              {disabled
                ? closedWords(reason, "Only administrators can delete a project.")
                : "Takes the project and its steps away for good."}
            </p>
          </>
        )}
      </Can>
      <Confirmation id={id} name={name} dialog={dialog} />
    </section>
  );
}

function Confirmation({ id, name, dialog }: { id: string; name: string; dialog: React.RefObject<HTMLDialogElement | null> }) {
  const navigate = useNavigate();
  const [fault, setFault] = useState<Fault>();
  const [busy, setBusy] = useState(false);
  const title = useId();
  const remove = async () => {
    setBusy(true);
    try {
      await callApi(`/projects/${id}`, "DELETE");
      dialog.current?.close();
      navigate("/projects", { replace: true });
    } catch (cause) {
      setFault(cause as Fault);
      setBusy(false);
    }
  };
  return (
    <dialog ref={dialog} aria-labelledby={title}>
      <h2 id={title}>Take “{name}” away?</h2>
      <p>Nobody can bring it back.</p>
      {fault && <FaultNotice fault={fault} />}
      <p className="actions">
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Keep it
        </button>
        <button type="button" className="button warn" disabled={busy} onClick={remove}>
          Yes, take it away
        </button>
      </p>
    </dialog>
  );
}
