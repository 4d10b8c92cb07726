import { Can, useGate } from "claimgate/react";
import { useState } from "react";
import { Link } from "react-router";
import { type ProjectSummary, type Status, useApi } from "../api";
import { Heading } from "../parts/heading";
import { Lock } from "../parts/icons";
import { Loaded } from "../parts/loaded";
import { StatusBadge } from "../parts/status-badge";
import { dayWords, statusWords } from "../words";

export function Projects() {
  const projects = useApi<ProjectSummary[]>("/projects");
  return (
    <>
      <Heading title="Projects">
        <Can permission="projects:write">
          <Link className="button primary" to="/projects/new">
            New project
          </Link>
        </Can>
      </Heading>
      <Loaded from={projects} what="the projects">
        {(list) => <ProjectList list={list} />}
      </Loaded>
    </>
  );
}

function ProjectList({ list }: { list: ProjectSummary[] }) {
  const [status, setStatus] = useState<Status | "all">("all");
  const [words, setWords] = useState("");
  const wanted = words.trim().toLowerCase();
  const shown = list.filter(
    (project) =>
      (status === "all" || project.status === status) &&
      `${project.name} ${project.client} ${project.place}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <div className="filters">
        <label>
          Find
          <input type="search" value={words} onChange={(event) => setWords(event.target.value)} placeholder="Name, client or place" />
        </label>
        <label>
          Status
          <select value={status} onChange={(event) => setStatus(event.target.value as Status | "all")}>
            <option value="all">All</option>
            {Object.entries(statusWords).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <p role="status">
          {shown.length} of {list.length}
        </p>
      </div>
      {shown.length === 0 ? (
        <p className="empty">Nothing fits. Try fewer words or another status.</p>
      ) : (
        <ul className="rows">
          {shown.map((project) => (
            <ProjectRow key={project.id} project={project} />
          ))}
        </ul>
      )}
    </>
  );
}

function ProjectRow({ project }: { project: ProjectSummary }) {
  const open = useGate().can(`project:${project.id}:read`);
  return (
    <li className={open ? "row row-open" : "row"}>
      <div className="row-main">
        {open ? (
          <Link className="row-title" to={`/projects/${project.id}`}>
            {project.name}
          </Link>
        ) : (
          <span className="row-title">{project.name}</span>
        )}
        <p>
          {project.client}, {project.place}
        </p>
      </div>
      {open ? (
        <StatusBadge status={project.status} />
      ) : (
        <span className="badge badge-locked">
          <Lock /> Not open to you
        </span>
      )}
      <p className="row-due">
        Due <time dateTime={project.due}>{dayWords(project.due)}</time>
      </p>
    </li>
  );
}
