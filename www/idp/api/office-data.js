// What Fieldnote starts with: a landscape studio's jobs and its bills.

export function projects() {
  return [
    project(
      "42",
      "Rooftop meadow, Calder Street",
      "Calder Housing Co-operative",
      "Leeds",
      "on-site",
      "2027-03-19",
      48_500,
      "A dry meadow over a 1970s roof deck: 90 mm substrate, no irrigation, sedum mats along the parapet and a path for the window cleaners. Load survey signed off in October.",
      [
        ["Load survey", true],
        ["Waterproofing test", true],
        ["Lift substrate", false],
        ["Sow and press", false],
      ],
    ),
    project(
      "57",
      "Courtyard for the reading room",
      "Harrow Lane Library",
      "Bristol",
      "planning",
      "2027-05-28",
      21_200,
      "Shade planting for a north-facing court with one window wall. The library wants seats for twenty and no petals in the gutters.",
      [
        ["Measure levels", true],
        ["Planting plan", false],
        ["Bench drawings", false],
      ],
    ),
    project(
      "38",
      "School orchard",
      "Marsh End Primary",
      "Ely",
      "on-site",
      "2026-12-11",
      9_800,
      "Fourteen heritage apples and four pears on M25, guarded against deer and footballs. Each class plants its own tree.",
      [
        ["Order trees", true],
        ["Mark the grid", true],
        ["Planting day", false],
      ],
    ),
    project(
      "61",
      "Rain garden, Quay Road",
      "Tidewater Borough Council",
      "Hull",
      "planning",
      "2027-08-06",
      132_000,
      "Six linked basins that take the first 20 mm off 3,400 square metres of car park before it reaches the sewer.",
      [
        ["Percolation test", true],
        ["Basin levels", false],
        ["Highways consent", false],
      ],
    ),
    project(
      "29",
      "Walled garden paths",
      "Ashdown House Trust",
      "Lewes",
      "paused",
      "2027-02-12",
      37_400,
      "Hoggin paths on the 1804 lines, found under the turf. Waiting for the county archaeologist's visit in January.",
      [
        ["Trial trench", true],
        ["Archaeology report", false],
      ],
    ),
    project(
      "19",
      "Terrace and steps",
      "Mr and Mrs Adeyemi",
      "York",
      "done",
      "2026-09-30",
      16_900,
      "York stone terrace, five wide steps and a handrail that a grandmother can trust. Snagged and signed off.",
      [
        ["Groundworks", true],
        ["Stone", true],
        ["Handrail", true],
      ],
    ),
  ];
}

export function plan() {
  return { name: "Studio", seats: 12, pricePerSeat: 9, renews: "2027-01-01" };
}

export function invoices() {
  return [
    { number: "FN-2026-11", issued: "2026-11-01", due: "2026-11-30", amount: 108, paid: false },
    { number: "FN-2026-10", issued: "2026-10-01", due: "2026-10-31", amount: 108, paid: true },
    { number: "FN-2026-09", issued: "2026-09-01", due: "2026-09-30", amount: 99, paid: true },
  ];
}

function project(id, name, client, place, status, due, budget, summary, steps) {
  return {
    id,
    name,
    client,
    place,
    status,
    due,
    budget,
    summary,
    steps: steps.map(([title, done]) => ({ title, done })),
  };
}
