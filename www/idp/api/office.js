import { invoices, plan, projects } from "./office-data.js";

/** The company's papers, in memory, one set per provider. */
export function createOffice() {
  const shelf = new Map(projects().map((project) => [project.id, project]));
  const ledger = new Map(invoices().map((invoice) => [invoice.number, invoice]));
  let lastId = Math.max(...[...shelf.keys()].map(Number));

  return {
    projects: () => [...shelf.values()].map(({ id, name, client, place, status, due }) => ({ id, name, client, place, status, due })),
    project: (id) => shelf.get(id),
    addProject(fields) {
      const project = { id: String(++lastId), steps: [], ...fields };
      shelf.set(project.id, project);
      return project;
    },
    changeProject(id, fields) {
      const project = { ...shelf.get(id), ...fields };
      shelf.set(id, project);
      return project;
    },
    removeProject: (id) => shelf.delete(id),
    billing: () => ({ plan: plan(), invoices: [...ledger.values()] }),
    payInvoice(number) {
      const invoice = ledger.get(number);
      if (invoice) invoice.paid = true;
      return invoice;
    },
  };
}
