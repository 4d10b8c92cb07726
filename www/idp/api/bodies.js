import { Refusal, readText } from "../http.js";

const BODY_LIMIT = 16_384;
const STATUSES = ["planning", "on-site", "paused", "done"];

/** A JSON body of at most 16 KiB. */
export async function readJson(req) {
  if (!/^application\/json\s*(;|$)/i.test(req.headers["content-type"] ?? "")) {
    throw new Refusal(415, "not_json", "the body has to be application/json");
  }
  const text = await readText(req, BODY_LIMIT);
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "bad_json", "the body is not JSON");
  }
}

/** @returns a project's editable fields, or throws a Refusal 422 that names every field at fault */
export function parseProject(body) {
  const errors = {};
  const text = (field, label, longest) => {
    const value = typeof body?.[field] === "string" ? body[field].trim() : "";
    if (value.length === 0) errors[field] = `${label} is missing`;
    if (value.length > longest) errors[field] = `${label} is longer than ${longest} characters`;
    return value;
  };
  const project = {
    name: text("name", "The name", 80),
    client: text("client", "The client", 80),
    place: text("place", "The place", 80),
    summary: text("summary", "The summary", 1000),
    due: text("due", "The due date", 10),
    status: body?.status,
    budget: body?.budget,
  };
  if (!errors.due && !isDate(project.due)) errors.due = "The due date is not a date";
  if (!STATUSES.includes(project.status)) errors.status = "The status is not one of the list";
  if (!Number.isSafeInteger(project.budget) || project.budget < 0) errors.budget = "The budget is not a whole number";
  if (Object.keys(errors).length > 0) throw new Refusal(422, "invalid", "some fields need another look", { details: { fields: errors } });
  return project;
}

export function parseSuspension(body) {
  if (typeof body?.suspended === "boolean") return { suspended: body.suspended };
  throw new Refusal(422, "invalid", "suspended has to be true or false");
}

function isDate(text) {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
