# A PostgreSQL server of our own in a temporary folder, on a free port of the loopback address.
# start_postgres sets POSTGRES to a connection string whose user may create databases.
POSTGRES_FOLDER=

start_postgres() {
  [ -d /usr/lib/postgresql ] || need pg_ctl postgresql
  local binaries; binaries=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
  local port; port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  POSTGRES_FOLDER=$(mktemp -d)
  POSTGRES_AS=()
  # PostgreSQL refuses to run as root.
  if [ "$(id -u)" = 0 ]; then
    chown postgres "$POSTGRES_FOLDER"
    POSTGRES_AS=(setpriv --reuid=postgres --regid=postgres --init-groups)
  fi
  trap stop_postgres EXIT
  "${POSTGRES_AS[@]}" "$binaries/initdb" -D "$POSTGRES_FOLDER/data" -U parley -A trust -E UTF8 --locale=C >/dev/null
  "${POSTGRES_AS[@]}" "$binaries/pg_ctl" -D "$POSTGRES_FOLDER/data" -l "$POSTGRES_FOLDER/log" -w start \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$POSTGRES_FOLDER -c max_connections=400 ${POSTGRES_OPTIONS:-}" \
    >/dev/null || { cat "$POSTGRES_FOLDER/log" >&2; fail "PostgreSQL did not start"; }
  POSTGRES_BIN=$binaries
  export POSTGRES="Host=127.0.0.1;Port=$port;Username=parley;Database=postgres"
  # As a power cut would stop it, and started again with the same options.
  export POSTGRES_CRASH="${POSTGRES_AS[*]} $binaries/pg_ctl -D $POSTGRES_FOLDER/data -l $POSTGRES_FOLDER/log -m immediate -w restart"
}

stop_postgres() {
  [ -n "$POSTGRES_FOLDER" ] || return 0
  "${POSTGRES_AS[@]}" "$POSTGRES_BIN/pg_ctl" -D "$POSTGRES_FOLDER/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$POSTGRES_FOLDER"
  POSTGRES_FOLDER=
}
