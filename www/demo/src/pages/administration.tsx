import { useUser } from "claimgate/react";
import { useId, useState } from "react";
import { callApi, type Fault, type Person, useApi } from "../api";
import { Heading } from "../parts/heading";
import { FaultNotice, Loaded } from "../parts/loaded";

export function Administration() {
  const people = useApi<Person[]>("/users");
  return (
    <>
      <Heading title="Administration">
        <p className="lead">Who works here, in which groups, and who is suspended for now.</p>
      </Heading>
      <Loaded from={people} what="the people">
        {(list) => <People first={list} />}
      </Loaded>
    </>
  );
}

function People({ first }: { first: Person[] }) {
  const [people, setPeople] = useState(first);
  const [news, setNews] = useState("");
  const [fault, setFault] = useState<Fault>();

  const change = async (person: Person) => {
    setFault(undefined);
    try {
      const changed = await callApi<Person>(`/users/${person.id}`, "PATCH", { suspended: !person.suspended });
      setPeople((list) => list.map((other) => (other.id === changed.id ? changed : other)));
      setNews(`${changed.name} is ${changed.suspended ? "suspended" : "active again"}, from the next renewal of their session on.`);
    } catch (cause) {
      setFault(cause as Fault);
    }
  };

  return (
    <>
      <p className="news" role="status">
        {news}
      </p>
      {fault && <FaultNotice fault={fault} />}
      <ul className="rows">
        {people.map((person) => (
          <PersonRow key={person.id} person={person} change={change} />
        ))}
      </ul>
    </>
  );
}

function PersonRow({ person, change }: { person: Person; change: (person: Person) => Promise<void> }) {
  const hint = useId();
  const [busy, setBusy] = useState(false);
  const isMe = useUser()?.sub === person.id;
  const act = () => {
    setBusy(true);
    change(person).finally(() => setBusy(false));
  };
  return (
    <li className="row">
      <div className="row-main">
        <span className="row-title">{person.name}</span>
        <p>{person.email}</p>
        <ul className="chips" aria-label={`Groups of ${person.name}`}>
          {person.groups.length === 0 ? (
            <li className="chip-none">no groups</li>
          ) : (
            person.groups.map((group) => <li key={group}>{group}</li>)
          )}
        </ul>
      </div>
      <span className={`badge badge-${person.suspended ? "closed" : "on-site"}`}>{person.suspended ? "Suspended" : "Active"}</span>
      <div className="row-extra">
        <button
          type="button"
          className="button"
          aria-label={`${person.suspended ? "Reinstate" : "Suspend"} ${person.name}`}
          aria-describedby={isMe ? hint : undefined}
          disabled={isMe || busy}
          onClick={act}
        >
          {person.suspended ? "Reinstate" : "Suspend"}
        </button>
        {isMe && <p id={hint}>This is you.</p>}
      </div>
    </li>
  );
}
