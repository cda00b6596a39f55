create schema raw;
create table raw.a (code varchar(20) primary key, n bigint);
insert into raw.a values ('A1', 0);
