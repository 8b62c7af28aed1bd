create table countries (
  code char(2) primary key,
  name text not null,
  vat  numeric(4,1) not null
);

insert into countries values ('DE', 'Germany', 19), ('FR', 'France', 20), ('GB', 'United Kingdom', 20), ('NL', 'Netherlands', 21);

create table products (
  sku        text primary key,
  title      text not null,
  price      numeric(8,2) not null,
  weight_g   int,
  updated_at timestamptz not null
);

insert into products values
  ('MUG-07', 'Blue mug', 12.90, 340, '2026-01-05 10:00:00Z'), ('SPN-11', 'Spoon', 2.25, 28, '2026-01-06 10:00:00Z'),
  ('TEA-01', 'Green tea', 4.50, 100, '2026-01-07 10:00:00Z'), ('POT-03', 'Teapot', 39.00, 910, '2026-01-08 10:00:00Z');

-- 300 customers, one of whom was born on a day that does not exist.
create table customers (
  id          bigint primary key,
  first_name  text,
  last_name   text,
  e_mail      text not null,
  phone       text,
  born        text,
  country     char(2) references countries,
  status      char(1) not null,
  spent_cents bigint not null,
  newsletter  smallint not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);

insert into customers
select n,
       (array['Ada','Grace','Alan','Edsger','Barbara','Donald','Frances','Tony'])[1 + n % 8],
       (array['Lovelace','Hopper','Turing','Dijkstra','Liskov','Knuth','Allen'])[1 + n % 7],
       format('customer%s@example.com', n),
       case when n % 9 <> 0 then format('+44 20 7946 %s', lpad((n * 37 % 10000)::text, 4, '0')) end,
       to_char(date '1950-01-01' + (n * 67 % 20000)::int, 'DD.MM.YYYY'),
       (array['DE','FR','GB','NL'])[1 + n % 4],
       (array['A','A','S','C'])[1 + n % 4],
       n * 977 % 100000,
       n % 3 / 2,
       timestamptz '2025-01-01 00:00:00Z' + n * interval '37 minutes',
       timestamptz '2026-01-01 00:00:00Z' + n * interval '11 minutes'
from generate_series(1, 300) as n;

update customers set born = '31.02.1985' where id = 17;
