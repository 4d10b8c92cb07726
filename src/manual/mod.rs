//! The manual, as it lies beside the code in `src/manual`.

/// One module per page. Links between pages are written as file names, for people who read the files; the definitions that come first
/// turn them into links between modules here.
macro_rules! pages {
    ($($name:ident $file:literal)*) => { $(
        #[doc = "[quick_start.md]: crate::manual::quick_start"]
        #[doc = "[cli.md]: crate::manual::cli"]
        #[doc = "[architecture.md]: crate::manual::architecture"]
        #[doc = "[threat_model.md]: crate::manual::threat_model"]
        #[doc = "[role_map.md]: crate::manual::role_map"]
        #[doc = "[recipes.md]: crate::manual::recipes"]
        #[doc = "[routes.md]: crate::manual::routes"]
        #[doc = "[routers.md]: crate::manual::routers"]
        #[doc = "[providers.md]: crate::manual::providers"]
        #[doc = "[migration.md]: crate::manual::migration"]
        #[doc = "[devtools.md]: crate::manual::devtools"]
        #[doc = "[protocol.md]: crate::manual::protocol"]
        #[doc = "[api.md]: crate::manual::api"]
        #[doc = "[testing.md]: crate::manual::testing"]
        #[doc = "[errors.md]: crate::manual::errors"]
        #[doc = "[performance.md]: crate::manual::performance"]
        #[doc = "[changelog.md]: crate::manual::changelog"]
        #[doc = ""]
        #[doc = include_str!($file)]
        pub mod $name {}
    )* };
}

pages! {
    quick_start "quick_start.md"
    cli "cli.md"
    architecture "architecture.md"
    threat_model "threat_model.md"
    role_map "role_map.md"
    recipes "recipes.md"
    routes "routes.md"
    routers "routers.md"
    providers "providers.md"
    migration "migration.md"
    devtools "devtools.md"
    protocol "protocol.md"
    api "api.md"
    testing "testing.md"
    errors "errors.md"
    performance "performance.md"
    changelog "changelog.md"
}
