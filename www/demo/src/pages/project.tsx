import { Can } from "claimgate/react";
import { Link, useParams } from "react-router";
import { type Project as ProjectRecord, useApi } from "../api";
import { DeleteProject } from "../parts/delete-project";
import { Heading } from "../parts/heading";
import { Loaded } from "../parts/loaded";
import { StatusBadge } from "../parts/status-badge";
import { dayWords, moneyWords } from "../words";

export function Project() {
  const { id = "" } = useParams();
  const project = useApi<ProjectRecord>(`/projects/${encodeURIComponent(id)}`);
  return (
    <>
      <p className="crumb">
        <Link to="/projects">Back to the list</Link>
      </p>
      <Heading title={project.data?.name ?? `Project ${id}`}>
        <Can permission="projects:write">
          <Link className="button primary" to={`/projects/${id}/edit`}>
            Edit
          </Link>
        </Can>
      </Heading>
      <Loaded from={project} what="the project">
        {(record) => <Sheet project={record} />}
      </Loaded>
    </>
  );
}

function Sheet({ project }: { project: ProjectRecord }) {
  return (
    <>
      <p className="summary">{project.summary}</p>
      <dl className="facts">
        <Fact term="Status">
          <StatusBadge status={project.status} />
        </Fact>
        <Fact term="Client">{project.client}</Fact>
        <Fact term="Place">{project.place}</Fact>
        <Fact term="Due">
          <time dateTime={project.due}>{dayWords(project.due)}</time>
        </Fact>
        <Fact term="Budget">{moneyWords(project.budget)}</Fact>
      </dl>
      <h2>Steps</h2>
      {project.steps.length === 0 ? (
        <p className="empty">No steps yet.</p>
      ) : (
        <ol className="steps">
          {project.steps.map(({ title, done }) => (
            <li key={title} className={done ? "done" : undefined}>
              {title} <span>{done ? "done" : "to do"}</span>
            </li>
          ))}
        </ol>
      )}
      <Can permission="projects:write">
        <DeleteProject id={project.id} name={project.name} />
      </Can>
    </>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
