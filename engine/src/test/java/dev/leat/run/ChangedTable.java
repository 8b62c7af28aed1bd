package dev.leat.run;

/** What tests of change capture leave behind on the server. */
final class ChangedTable {
    private ChangedTable() {}

    /** Tests share a server, whose slots are few. */
    static void release(String table) {
        TestPostgres.run("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name like 'leat\\_public\\_" + table.replace("_", "\\_") + "%'");
        TestPostgres.texts("select pubname from pg_publication where pubname like 'leat\\_public\\_" + table.replace("_", "\\_") + "%'").forEach(name -> TestPostgres.run("drop publication " + name));
    }
}
