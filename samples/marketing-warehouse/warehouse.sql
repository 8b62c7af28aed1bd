-- The warehouse as it is before the first run; its tables are made by the labels in schemas/warehouse.
create schema marketing;
