#!/bin/sh
# Owns one private PostgreSQL server for the process at the other end of the pipes, and ends with it.
#
# usage: postgresql-supervisor.sh BIN_FOLDER
# It makes a cluster in a new temporary folder, prints "folder PATH", then obeys lines of standard input:
#   start PORT              -> "ok", or "failed" after the end of the server's log
#   stop smart|fast|immediate -> "ok"
# At the end of the input, which comes also when the owner is killed, it stops the server and removes the folder.

bin=$1
cd / || exit 1
folder=$(mktemp -d "${TMPDIR:-/tmp}/valhalla-pg-XXXXXX" 2>/dev/null || mktemp -d /tmp/valhalla-pg-XXXXXX) || exit 1
data=$folder/data

end() {
    "$bin/pg_ctl" stop -D "$data" -m immediate -w -t 30 >/dev/null 2>&1
    rm -rf "$folder"
    exit 0
}
trap end INT TERM HUP

# No sync for the creation: a cluster that does not survive a power cut before the first test is no loss.
if ! "$bin/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1; then
    tail -n 20 "$folder/log"
    echo "failed"
    rm -rf "$folder"
    exit 1
fi

# Only this machine may connect, by TCP. The socket serves pg_ctl's readiness check and refuses logins.
echo "host all all 127.0.0.1/32 trust" >"$data/pg_hba.conf"
cat >>"$data/postgresql.conf" <<EOF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$folder'
max_connections = 200
# The tests kill servers and ask what survived, so durability stays on.
fsync = on
synchronous_commit = on
full_page_writes = on
shared_buffers = 128MB
max_wal_size = 1GB
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
EOF

echo "folder $folder"
while read -r command argument; do
    case $command in
    start)
        if "$bin/pg_ctl" start -D "$data" -l "$folder/log" -w -t 60 -o "-p $argument" >/dev/null 2>&1 </dev/null; then
            echo "ok"
        else
            tail -n 20 "$folder/log"
            echo "failed"
        fi
        ;;
    stop)
        "$bin/pg_ctl" stop -D "$data" -m "$argument" -w -t 60 >/dev/null 2>&1 </dev/null
        echo "ok"
        ;;
    esac
done
end
