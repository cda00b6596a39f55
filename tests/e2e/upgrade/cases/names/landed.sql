--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: raw; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA raw;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: Other Stream; Type: TABLE; Schema: raw; Owner: -
--

CREATE TABLE raw."Other Stream" (
    id bigint NOT NULL,
    text text,
    _sdc_extracted_at timestamp without time zone,
    _sdc_received_at timestamp without time zone,
    _sdc_batched_at timestamp without time zone,
    _sdc_deleted_at timestamp without time zone,
    _sdc_sequence bigint,
    _sdc_table_version bigint,
    _sdc_sync_started_at bigint
);


--
-- Name: a_name_that_is_longer_than_the_sixty_three_bytes_t_235a63ee32de; Type: TABLE; Schema: raw; Owner: -
--

CREATE TABLE raw.a_name_that_is_longer_than_the_sixty_three_bytes_t_235a63ee32de (
    id bigint NOT NULL,
    a_name_that_is_longer_than_the_sixty_three_bytes_t_c8e073ee32b2 text,
    a_name_that_is_longer_than_the_sixty_three_bytes_t_5a3173ee32e2 text,
    "Mixed Case" text,
    "select" text,
    "dotted.name" text,
    "ünïcode" text,
    _sdc_extracted_at timestamp without time zone,
    _sdc_received_at timestamp without time zone,
    _sdc_batched_at timestamp without time zone,
    _sdc_deleted_at timestamp without time zone,
    _sdc_sequence bigint,
    _sdc_table_version bigint,
    _sdc_sync_started_at bigint
);


--
-- Data for Name: Other Stream; Type: TABLE DATA; Schema: raw; Owner: -
--

COPY raw."Other Stream" (id, text, _sdc_extracted_at, _sdc_received_at, _sdc_batched_at, _sdc_deleted_at, _sdc_sequence, _sdc_table_version, _sdc_sync_started_at) FROM stdin;
1	old	\N	2026-11-28 14:48:04.523938	2026-11-28 14:48:04.523938	\N	1795877284524	\N	1795877284464
\.


--
-- Data for Name: a_name_that_is_longer_than_the_sixty_three_bytes_t_235a63ee32de; Type: TABLE DATA; Schema: raw; Owner: -
--

COPY raw.a_name_that_is_longer_than_the_sixty_three_bytes_t_235a63ee32de (id, a_name_that_is_longer_than_the_sixty_three_bytes_t_c8e073ee32b2, a_name_that_is_longer_than_the_sixty_three_bytes_t_5a3173ee32e2, "Mixed Case", "select", "dotted.name", "ünïcode", _sdc_extracted_at, _sdc_received_at, _sdc_batched_at, _sdc_deleted_at, _sdc_sequence, _sdc_table_version, _sdc_sync_started_at) FROM stdin;
1	old	old	old	old	old	old	\N	2026-11-28 14:48:04.513278	2026-11-28 14:48:04.513278	\N	1795877284513	\N	1795877284464
\.


--
-- Name: Other Stream Other Stream_pkey; Type: CONSTRAINT; Schema: raw; Owner: -
--

ALTER TABLE ONLY raw."Other Stream"
    ADD CONSTRAINT "Other Stream_pkey" PRIMARY KEY (id);


--
-- Name: a_name_that_is_longer_than_the_sixty_three_bytes_t_235a63ee32de a_name_that_is_longer_than_the_sixty_three_bytes_t_235a63e_pkey; Type: CONSTRAINT; Schema: raw; Owner: -
--

ALTER TABLE ONLY raw.a_name_that_is_longer_than_the_sixty_three_bytes_t_235a63ee32de
    ADD CONSTRAINT a_name_that_is_longer_than_the_sixty_three_bytes_t_235a63e_pkey PRIMARY KEY (id);


--
-- PostgreSQL database dump complete
--


