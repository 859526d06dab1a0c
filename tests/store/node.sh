#!/usr/bin/env bash
# One real node of OpenSearch on the loopback, for `cargo test --features store --test store`. Needs Java 17 and Maven.
#   node.sh start FOLDER [PORT [HEAP]]     9200, 512m; prints its address when it answers
#   node.sh stop FOLDER
# The jars stay in FOLDER/lib; the data of a start that failed go, because a node never gets over them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
what=$1
folder=$(mkdir -p "$2" && cd "$2" && pwd)
case $what in
start)
    port=${3:-9200}
    heap=${4:-512m}
    if [ ! -d "$folder/lib" ]; then
        mvn -q -B -f "$here/pom.xml" dependency:copy-dependencies "-DoutputDirectory=$folder/lib.new" >&2
        mv "$folder/lib.new" "$folder/lib"
    fi
    mkdir -p "$folder/classes"
    javac -cp "$folder/lib/*" -d "$folder/classes" "$here/StartNode.java" >&2
    rm -rf "$folder/node"
    nohup java "-Xms$heap" "-Xmx$heap" -cp "$folder/classes:$folder/lib/*" StartNode "$folder/node" "$port" > "$folder/log" 2>&1 &
    echo $! > "$folder/pid"
    for _ in $(seq 120); do
        kill -0 "$(cat "$folder/pid")" 2> /dev/null || { tail -3 "$folder/log" >&2; exit 1; }
        if curl -s "127.0.0.1:$port/_cluster/health" | grep -q '"status":"green"'; then
            echo "http://127.0.0.1:$port"
            exit
        fi
        sleep 1
    done
    echo "the node did not answer within 120 s" >&2
    exit 1
    ;;
stop)
    [ ! -f "$folder/pid" ] || kill "$(cat "$folder/pid")" 2> /dev/null || true
    ;;
esac
