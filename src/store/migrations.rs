//! The migrations, embedded: how a file comes to have the tables, and how an older file gets the newer ones.
//!
//! In: a connection. Out: the same with all of `migrations/` run on it.

use rusqlite::Connection;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// Returns refinery's runner of all migrations; it runs those that the file has not seen.
pub(crate) fn runner() -> refinery::Runner {
    embedded::migrations::runner()
}

/// Returns an empty database in memory that has all tables and views.
pub fn empty() -> Connection {
    let mut connection = Connection::open_in_memory().expect("memory needs no file");
    runner().run(&mut connection).expect("a test runs all migrations");
    connection
}

#[cfg(test)]
mod tests {
    #[test]
    fn all_migrations_run() {
        let connection = super::empty();
        let views =
            connection
                .query_row("SELECT count(*) FROM sqlite_schema WHERE type = 'view'", [], |row| row.get(0));
        assert!(views.is_ok_and(|count: i64| count >= 10));
    }
}
