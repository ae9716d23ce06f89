#!/bin/sh
# Make the application's role and database, once, when the data folder is new. The role makes other
# roles (one per tenant) and is never a superuser: superusers pass by row-level security.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$MEETLAT_PASSWORD" --username "$POSTGRES_USER" <<'SQL'
CREATE ROLE meetlat LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE PASSWORD :'password';
CREATE DATABASE meetlat OWNER meetlat;
SQL
