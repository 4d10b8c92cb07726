// What www/demo/src/role-map.json gives each account, written down by hand: the test must not ask the code under test.
const NAV = { projects: "Projects", billing: "Billing", admin: "Administration", profile: "Your profile" };
const LACKING = "You are signed in, but none of your groups opens this page.";
const SUSPENDED = "Your account is suspended, and a suspension overrules everything else that you may normally do.";
const ONLY_ADMINISTRATORS = "Only administrators can delete a project.";

/**
 * `pages`: what opens, and on it the controls `present`, `absent` and `disabled` (with the words beside them).
 * `closed`: paths that show the forbidden page, and why. `api`: method, path and status that the API answers.
 */
export const people = {
  alice: {
    landing: "/admin",
    heading: "Administration",
    nav: [NAV.projects, NAV.billing, NAV.admin, NAV.profile],
    deepLink: "/projects/57?view=steps#later",
    groups: ["Administrators", "WestCoastDivision"],
    roles: ["admin", "editor", "viewer"],
    pages: {
      "/admin": {
        present: ["Suspend Bob Tanaka", "Suspend Dave Lindqvist", "Reinstate Erin Walsh"],
        disabled: { "Suspend Alice Moreau": "This is you." },
      },
      "/projects": { present: ["New project", "Rooftop meadow, Calder Street", "Courtyard for the reading room"] },
      "/projects/42": { present: ["Edit", "Delete"], disabled: {} },
      "/projects/42/edit": { present: ["Save"] },
      "/billing": { disabled: { "Mark .* as paid": "Only the people in Bookkeeping can mark invoices as paid." } },
    },
    closed: {},
    reason: LACKING,
    api: [
      ["GET", "/users", 200],
      ["GET", "/billing", 200],
      ["GET", "/projects/57", 200],
      ["POST", "/billing/invoices/FN-2026-11/paid", 403],
    ],
  },
  bob: {
    landing: "/projects",
    heading: "Projects",
    nav: [NAV.projects, NAV.profile],
    deepLink: "/projects/42/edit",
    groups: ["Everyone", "app-editors"],
    roles: ["editor", "viewer"],
    pages: {
      "/projects": { present: ["New project", "Rooftop meadow, Calder Street", "Courtyard for the reading room"] },
      "/projects/42": { present: ["Edit"], disabled: { Delete: ONLY_ADMINISTRATORS } },
      "/projects/new": { present: ["Save"] },
    },
    closed: { "/admin": "/admin", "/billing": "/billing", "/admin/": "/admin/" },
    reason: LACKING,
    api: [
      ["GET", "/projects", 200],
      ["GET", "/projects/57", 200],
      ["DELETE", "/projects/57", 403],
      ["GET", "/users", 403],
      ["GET", "/billing", 403],
    ],
  },
  carol: {
    landing: "/projects",
    heading: "Projects",
    nav: [NAV.projects, NAV.profile],
    deepLink: "/projects/42",
    groups: ["Everyone", "proj-42-reader"],
    roles: ["viewer"],
    pages: {
      "/projects": { present: ["Rooftop meadow, Calder Street"], absent: ["New project", "Courtyard for the reading room"] },
      "/projects/42": { present: ["Back to the list"], absent: ["Edit", "Delete"] },
    },
    closed: {
      "/projects/57": "/projects/57",
      "/projects/42/edit": "/projects/42/edit",
      "/projects/new": "/projects/new",
      "/admin": "/admin",
    },
    reason: LACKING,
    api: [
      ["GET", "/projects", 200],
      ["GET", "/projects/42", 200],
      ["GET", "/projects/57", 403],
      ["PUT", "/projects/42", 403],
      ["POST", "/projects", 403],
    ],
  },
  dave: {
    landing: "/projects",
    heading: "Projects",
    nav: [NAV.projects, NAV.profile],
    deepLink: "/profile",
    groups: [],
    roles: ["viewer"],
    pages: { "/projects": { absent: ["New project", "Rooftop meadow, Calder Street", "Courtyard for the reading room"] } },
    closed: { "/projects/42": "/projects/42", "/billing": "/billing" },
    reason: LACKING,
    api: [
      ["GET", "/me", 200],
      ["GET", "/projects", 200],
      ["GET", "/projects/42", 403],
    ],
  },
  erin: {
    landing: "/welcome",
    heading: "Welcome, Erin",
    nav: [NAV.profile],
    deepLink: "/profile",
    groups: ["Everyone", "Suspended", "app-editors"],
    roles: ["editor", "suspended", "viewer"],
    pages: { "/welcome": { present: ["Who you are here"], absent: ["The list of projects", "Plan and invoices"] } },
    closed: { "/projects": "/projects", "/projects/42": "/projects/42", "/admin": "/admin" },
    reason: SUSPENDED,
    api: [
      ["GET", "/me", 200],
      ["GET", "/projects", 403],
      ["GET", "/projects/42", 403],
    ],
  },
};
