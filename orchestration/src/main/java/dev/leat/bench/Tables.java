package dev.leat.bench;

import java.util.List;

/** The tables that benchmarks read, made by the server itself. */
final class Tables {
    /** Columns of the wide table. */
    static final List<String> COLUMNS = List.of("id", "name", "email", "phone", "city", "country", "birth", "balance", "score", "logins", "level", "active",
        "token", "created_at", "updated_at", "notes");

    private Tables() {}

    static List<String> wide(String table, long rows) {
        return List.of("""
            create table %s (id bigint, name text, email text, phone varchar(32), city text, country varchar(2), birth date, balance numeric(12,2),
              score double precision, logins int, level smallint, active boolean, token uuid, created_at timestamptz, updated_at timestamptz, notes text)
            """.formatted(table), """
            insert into %s select n, 'First' || n %% 1000 || ' Lastname' || n %% 7919, 'user' || n || '@example.com', '+44 ' || n * 7919 %% 10000000, 'City' || n %% 500,
              (array['GB','DE','FR','NL','CH'])[1 + n %% 5], date '1950-01-01' + (n %% 20000)::int, (n %% 1000000) / 100.0, n * 0.37, n %% 300, n %% 10, n %% 3 = 0,
              md5(n::text)::uuid, timestamptz '2024-01-01Z' + n * interval '7 seconds', timestamptz '2025-01-01Z' + n * interval '11 seconds',
              case when n %% 7 <> 0 then 'some words about user ' || n || ' and what they like' end from generate_series(1, %d::bigint) n
            """.formatted(table, rows), "alter table %s add primary key (id)".formatted(table), "create index on %s (updated_at)".formatted(table),
            "vacuum analyze " + table);
    }

    static List<String> users(String table, long rows) {
        return List.of("""
            create table %s (id bigint, email text not null, first_name text, last_name text, phone varchar(32), birth_date text, country varchar(2),
              status varchar(1) not null, lifetime_cents bigint not null, created_at timestamptz not null, updated_at timestamptz not null)
            """.formatted(table), """
            insert into %s select n, 'user.' || n || '@Example.com', 'first' || n %% 1000, 'last' || n %% 7919, '+49 30 ' || n * 7919 %% 10000000,
              (date '1950-01-01' + (n * 37 %% 20000)::int)::text, (array['de','fr','gb','nl','us','jp'])[1 + n %% 6], (array['A','A','A','S','C'])[1 + n %% 5],
              n * 977 %% 1000000, timestamptz '2024-01-01Z' + n * interval '37 seconds', timestamptz '2025-01-01Z' + n * interval '11 seconds'
              from generate_series(1, %d::bigint) n
            """.formatted(table, rows), "alter table %s add primary key (id)".formatted(table), "create index on %s (updated_at)".formatted(table),
            "create table %s_preferences (user_id bigint primary key, theme text not null, locale text not null)".formatted(table), """
            insert into %s_preferences select n, (array['light','dark','system'])[1 + n %% 3], (array['de-DE','fr-FR','en-GB'])[1 + n %% 3]
              from generate_series(1, %d::bigint) n where n %% 10 <> 0
            """.formatted(table, rows), "vacuum analyze " + table, "vacuum analyze " + table + "_preferences");
    }

    /** Changes one row in so many, spread over the table. */
    static String change(String table, long oneIn, int round) {
        return "update %s set logins = logins + 1, updated_at = clock_timestamp() where id %% %d = %d".formatted(table, oneIn, round);
    }
}
