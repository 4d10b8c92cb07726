/** As in `package.json`; `tests/boundary.rs` compares them. */
export const VERSION = "0.1.0";
