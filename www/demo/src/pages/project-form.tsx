import { type FormEvent, useState } from "react";
import { flushSync } from "react-dom";
import { Link, useNavigate, useParams } from "react-router";
import { callApi, type Fault, type Project, type ProjectFields, useApi } from "../api";
import { Field } from "../parts/field";
import { Heading } from "../parts/heading";
import { FaultNotice, Loaded } from "../parts/loaded";
import { statusWords } from "../words";

export function NewProject() {
  return (
    <div className="narrow">
      <Heading title="New project" />
      <ProjectForm method="POST" path="/projects" back="/projects" />
    </div>
  );
}

export function EditProject() {
  const { id = "" } = useParams();
  const project = useApi<Project>(`/projects/${encodeURIComponent(id)}`);
  return (
    <div className="narrow">
      <Heading title="Edit project" />
      <Loaded from={project} what="the project">
        {(record) => <ProjectForm method="PUT" path={`/projects/${id}`} back={`/projects/${id}`} start={record} />}
      </Loaded>
    </div>
  );
}

function ProjectForm({ method, path, back, start }: { method: "POST" | "PUT"; path: string; back: string; start?: Project }) {
  const navigate = useNavigate();
  const [fault, setFault] = useState<Fault>();
  const [busy, setBusy] = useState(false);
  const wrong = fault?.fields ?? {};

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = readFields(new FormData(form));
    setBusy(true);
    setFault(undefined);
    try {
      const saved = await callApi<Project>(path, method, fields);
      navigate(`/projects/${saved.id}`);
    } catch (cause) {
      flushSync(() => {
        setFault(cause as Fault);
        setBusy(false);
      });
      form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  };

  return (
    <form className="form" onSubmit={save} noValidate>
      {fault && <FaultNotice fault={fault} />}
      <Field name="name" label="Name" start={start?.name} fault={wrong.name} maxLength={80} />
      <Field name="client" label="Client" start={start?.client} fault={wrong.client} maxLength={80} />
      <Field name="place" label="Place" start={start?.place} fault={wrong.place} maxLength={80} />
      <Field name="status" label="Status" start={start?.status ?? "planning"} fault={wrong.status} options={statusWords} />
      <div className="pair">
        <Field name="due" label="Due date" type="date" start={start?.due} fault={wrong.due} />
        <Field name="budget" label="Budget in pounds" type="number" start={start?.budget} fault={wrong.budget} />
      </div>
      <Field name="summary" label="Summary" start={start?.summary} fault={wrong.summary} long maxLength={1000} />
      <p className="actions">
        <button type="submit" className="button primary" disabled={busy}>
          Save
        </button>
        <Link className="button" to={back}>
          Cancel
        </Link>
        <span role="status">{busy && "Sending…"}</span>
      </p>
    </form>
  );
}

function readFields(form: FormData): ProjectFields {
  const text = (name: string) => String(form.get(name) ?? "");
  return {
    name: text("name"),
    client: text("client"),
    place: text("place"),
    summary: text("summary"),
    due: text("due"),
    status: text("status") as ProjectFields["status"],
    budget: text("budget") === "" ? -1 : Number(text("budget")),
  };
}
