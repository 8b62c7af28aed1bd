-- 10 000 users, 12 of which no destination can take as they are, and preferences of nine in ten.
create table users (
  id             bigint primary key,
  email          text not null,
  first_name     text,
  last_name      text,
  phone          varchar(32),
  birth_date     text,
  country        char(2),
  status         char(1) not null,
  lifetime_cents bigint not null,
  password_hash  text not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null
);

insert into users
select n,
       format('%s.%s%s@example.com', (array['Ada','Grace','Alan','Edsger','Barbara','Donald','Frances','Tony'])[1 + n % 8], (array['lovelace','hopper','turing','dijkstra','liskov','knuth','allen'])[1 + n % 7], n),
       (array['ada','grace','alan','edsger','barbara','donald','frances','tony'])[1 + n % 8],
       (array['lovelace','hopper','turing','dijkstra','liskov','knuth','allen'])[1 + n % 7],
       case when n % 11 <> 0 then format('+49 30 %s', lpad((n * 7919 % 10000000)::text, 7, '0')) end,
       (date '1950-01-01' + (n * 37 % 20000)::int)::text,
       (array['de','fr','gb','nl','us','jp'])[1 + n % 6],
       (array['A','A','A','S','C'])[1 + n % 5],
       n * 977 % 1000000,
       md5(n::text),
       timestamptz '2024-01-01 00:00:00Z' + n * interval '37 minutes',
       timestamptz '2026-01-01 00:00:00Z' + n * interval '11 seconds'
from generate_series(1, 10000) as n;

update users set birth_date = '1985-13-45' where id in (17, 1017, 2017, 3017, 4017);
update users set birth_date = 'unknown' where id in (5017, 6017);
update users set country = 'xx' where id in (123, 4567, 8901);
update users set lifetime_cents = 9223372036854775807 where id in (42, 4242);

create index users_updated_at on users (updated_at);

create table user_preferences (
  user_id bigint primary key references users,
  theme   text not null,
  locale  text not null
);

insert into user_preferences
select n, (array['light','dark','system'])[1 + n % 3], (array['de-DE','fr-FR','en-GB','nl-NL','en-US','ja-JP'])[1 + n % 6]
from generate_series(1, 10000) as n where n % 10 <> 0;
