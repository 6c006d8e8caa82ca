#!/bin/sh
# Runs a command with a throw-away PostgreSQL server, named to it in COMPANION_TEST_DATABASE_URL.
# The server lives in a temporary folder, listens on loopback only, and ends with the command.
set -eu

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing PostgreSQL for the tests."
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null
    bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
fi
if [ -z "$bin" ]; then
    echo "PostgreSQL is not installed here (Debian: apt-get install postgresql)." >&2
    exit 1
fi

folder=$(mktemp -d)
log=$(mktemp)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    as_owner="setpriv --reuid=postgres --regid=postgres --init-groups"
else
    as_owner=
fi

finish() {
    server=$(head -n 1 "$folder/data/postmaster.pid" 2>/dev/null || true)
    # SIGINT asks PostgreSQL to end its connections and stop.
    if [ -n "$server" ]; then kill -INT "$server" 2>/dev/null || true; fi
    wait
    rm -rf "$folder" "$log"
}
trap finish EXIT
trap 'exit 130' INT TERM

$as_owner "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
# Durability is not what a throw-away server is for. And statistics that are gathered at some moment of their own
# would let two runs plan the same query differently.
$as_owner "$bin/postgres" -D "$folder/data" -p "$port" -k "$folder" -c listen_addresses=127.0.0.1 \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off >"$log" 2>&1 &
server=$!

tries=0
until "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 150 ] || ! kill -0 "$server" 2>/dev/null; then
        cat "$log" >&2
        exit 1
    fi
    sleep 0.2
done

export COMPANION_TEST_DATABASE_URL="postgresql+psycopg://postgres@127.0.0.1:$port/postgres"
"$@"
