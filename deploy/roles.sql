-- The roles of an office on PostgreSQL. Run as the server's administrator, as often as you like:
--
--     sudo -u postgres psql -v ON_ERROR_STOP=1 -f deploy/roles.sql
--
-- palermo_owner   owns the database and changes its tables; signs in for palermo migrate and palermo restore alone
-- palermo         the office: reads and writes rows, and is held by row-level security
-- palermo_backup  reads every row, writes none: pg_dump alone signs in by it
--
-- Another database than `palermo`: -v base=NAME
SET client_min_messages = warning;
\if :{?base}
\else
    \set base palermo
\endif

SELECT format('CREATE ROLE %I', name) FROM unnest(ARRAY['palermo_owner', 'palermo', 'palermo_backup']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE palermo_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE palermo LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE palermo_backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;
ALTER ROLE palermo_backup SET default_transaction_read_only = on;
GRANT pg_read_all_data TO palermo_backup;

SELECT format('CREATE DATABASE %I OWNER palermo_owner', :'base')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'base') \gexec
\connect :base
-- an office from before, whose tables belonged to the role that it works as
REASSIGN OWNED BY palermo TO palermo_owner;
REVOKE ALL ON DATABASE :"base" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"base" TO palermo_owner, palermo, palermo_backup;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO palermo;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO palermo;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO palermo;
ALTER DEFAULT PRIVILEGES FOR ROLE palermo_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO palermo;
ALTER DEFAULT PRIVILEGES FOR ROLE palermo_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO palermo;
