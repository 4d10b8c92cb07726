//! The words of the findings: what is wrong, and the way out.

macro_rules! table {
    ($(#[$doc:meta])* $function:ident, $($code:literal $message:literal $help:literal;)*) => {
        $(#[$doc])*
        pub fn $function(code: &str) -> (&'static str, &'static str) {
            find(concat!($($code, "\t", $message, "\t", $help, "\n"),*), code)
        }

        #[cfg(test)]
        pub mod $function {
            pub const CODES: &[&str] = &[$($code),*];
        }
    };
}

/// One text and one search cost a page less than a comparison for each code.
#[inline(never)]
fn find(lines: &'static str, code: &str) -> (&'static str, &'static str) {
    let rest = lines.split('\n').find_map(|line| line.strip_prefix(code)?.strip_prefix('\t')?.split_once('\t'));
    rest.unwrap_or(("something is wrong", "look at the manual of the role map"))
}

table! {
    /// The message and the way out of an error.
    error,
    "not_json" "this is not JSON" "write RFC 8259 JSON: no comments, no trailing commas, no byte order mark, at most 64 levels";
    "duplicate_key" "this key stands twice in its object" "keep one of the two";
    "unknown_key" "this key is not known here" "correct its spelling, remove it, or let a note of your own begin with `x-`";
    "missing_key" "a key is missing here" "add it";
    "wrong_type" "this value has the wrong type" "write the type that the manual and the JSON Schema name for it";
    "bad_value" "this value is not one of those possible here" "write one that the manual names";
    "bad_version" "`version` is not 1" "write `\"version\": 1`";
    "bad_permission" "this is not a permission" "join segments of letters, digits, `.`, `_` and `-` by `:`; a capture such as `{id}` is a whole segment";
    "bad_grant" "this is not a grant" "write a permission whose segments may be `*`, with `**` only as the last one, or `**` alone; there are no partial globs";
    "bad_role_name" "this is not a name for a role" "use letters, digits, `.`, `_` and `-`";
    "unknown_permission" "no permission of the vocabulary is meant by this" "correct its spelling or add it to `permissions`";
    "unknown_role" "there is no such role" "correct its spelling or add it to `roles`";
    "role_cycle" "this role inherits from itself, by itself or through others" "remove one `inherits` of the circle";
    "unknown_preset" "there is no such preset" "take a preset that the manual names, or write the sources out";
    "bad_match" "this cannot be matched with a group" "write the group's name, captures such as `{id}` in it, or `$authenticated`; `*` and other `$` names are not possible";
    "duplicate_capture" "two captures have the same name" "give each its own name";
    "adjacent_captures" "two captures stand side by side" "put text between them, or use one";
    "unbound_capture" "nothing here binds this capture" "bind it in the same entry's `match` or the same rule's `path`, or write the permission without it";
    "bad_format" "this `format` does not name every `each` key and `{value}` once, with text between them" "write, for example, `{client}:{value}`";
    "bad_step" "this is not a step of `normalise`" "write an object with exactly one of the steps that the manual names";
    "empty_requirement" "this list asks for nothing" "name at least one, or remove the key";
    "bare_requirements" "it is not said whether one of these or all are needed" "write `{ \"any\": [...] }` or `{ \"all\": [...] }`";
    "contradiction" "these cannot stand together" "keep one of them, or split the entry in two";
    "pattern_in_check" "a requirement holds no wildcard" "name the permission itself";
    "bad_route_pattern" "this is not a path pattern" "begin with one `/`; use whole segments, `:name`, a `?` after a segment, and `*` only as the last one";
    "bad_target" "this is not a path of this app" "begin with exactly one `/`; no white space, no backslash, no `..`";
    "too_large" "this is more than a role map may hold" "make it smaller; the limits are in the manual";
}

table! {
    /// The message and the way out of a warning.
    warning,
    "unreachable_role" "nothing gives this role" "give it to a group, let another role inherit it, or remove it";
    "unheld_permission" "nobody can hold this permission" "grant it, or remove it from `permissions`";
    "rule_never_holds" "nobody can ever satisfy this rule" "look at what it asks for together with the other rules on its path";
    "deny" "this deny removes what other entries grant" "check that this is meant; a deny always wins";
    "except_without_effect" "this exception takes nothing from its grant" "correct or remove it";
    "empty_grant" "this gives nothing" "add a permission or a role, or remove it";
    "case_twins" "these names differ only in upper and lower case" "write one of them; names are case-sensitive";
    "ambiguous_capture" "this capture may hold the text that ends it" "put another text after it; the shortest match wins";
    "ignored_but_given" "this group is ignored and is also matched by another entry" "remove `ignore`; it cancels nothing";
    "lifts_rules" "this exception lifts other rules" "check that each of them is meant";
    "override_without_effect" "this exception lifts nothing" "remove `override` or `public`, or correct the path";
    "landing_never_opens" "whoever has what this entry asks for cannot open its target" "correct the target, or what it asks for";
    "too_many_groups" "the map needs more groups than the provider sends" "filter the groups at the provider, or use roles";
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_code_of_the_closed_lists_has_words() {
        let errors = "not_json duplicate_key unknown_key missing_key wrong_type bad_value bad_version bad_permission bad_grant bad_role_name \
                      unknown_permission unknown_role role_cycle unknown_preset bad_match duplicate_capture adjacent_captures unbound_capture \
                      bad_format bad_step empty_requirement bare_requirements contradiction pattern_in_check bad_route_pattern bad_target too_large";
        let warnings = "unreachable_role unheld_permission rule_never_holds deny except_without_effect empty_grant case_twins ambiguous_capture \
                        ignored_but_given lifts_rules override_without_effect landing_never_opens too_many_groups";
        assert_eq!(super::error::CODES, errors.split_whitespace().collect::<Vec<_>>());
        assert_eq!(super::warning::CODES, warnings.split_whitespace().collect::<Vec<_>>());
    }
}
