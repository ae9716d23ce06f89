#!/bin/sh
# Make the application's logins and database, once, when the data folder is new. The owner migrates
# and makes tenants; the web server signs in as a login that owns nothing and steps into a role per
# request. Neither is a superuser: superusers pass by row-level security.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" \
    --set owner_password="$MEETLAT_PASSWORD" --set web_password="$MEETLAT_WEB_PASSWORD" <<'SQL'
CREATE ROLE meetlat LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE PASSWORD :'owner_password';
CREATE ROLE meetlat_web LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS PASSWORD :'web_password';
CREATE DATABASE meetlat OWNER meetlat;
SQL
