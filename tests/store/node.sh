#!/usr/bin/env bash
# A real OpenSearch on the loopback, of one node or several, for `cargo test --features store --test store` and for trying.
#   node.sh start FOLDER [PORT [HEAP [NODES]]]   9200, 512m, 1; prints the address of the store when all of it is there
#   node.sh stop FOLDER [N]                      all nodes, or number N alone, at once as when a machine is lost
#   node.sh again FOLDER N                       number N with the data that it had
# Needs Maven and a JDK: 17 or newer; with OPENSEARCH=3.6 in the environment 21 or newer. JAVA_HOME says which one.
# The jars stay in FOLDER/lib-VERSION; the data of an earlier start go, because a node never gets over a start that failed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ -z "${JAVA_HOME:-}" ] || PATH=$JAVA_HOME/bin:$PATH
if [ $# -lt 2 ]; then
    sed -n '3,6s/^# *//p' "$0" >&2
    exit 2
fi
what=$1
folder=$(mkdir -p "$2" && cd "$2" && pwd)

# Starts node number $1 of the cluster that FOLDER/shape tells of.
node() {
    read -r version port heap nodes < "$folder/shape"
    # Heap, and as much again at most for what is sent: three nodes of 512m stay below 4 GB.
    nohup java "-Xms$heap" "-Xmx$heap" "-XX:MaxDirectMemorySize=$heap" \
        -cp "$folder/classes-$version:$folder/lib-$version/*" StartNode "$folder/node-$1" "$1" "$nodes" "$port" \
        > "$folder/log-$1" 2>&1 &
    echo $! > "$folder/pid-$1"
}

runs() { [ -f "$folder/pid-$1" ] && kill -0 "$(cat "$folder/pid-$1")" 2> /dev/null; }

# Waits until all nodes have met and every shard is there, and prints the address.
whole() {
    read -r version port heap nodes < "$folder/shape"
    local last=$((nodes - 1)) n
    for _ in $(seq 120); do
        for n in $(seq 0 $last); do
            runs "$n" || { tail -3 "$folder/log-$n" >&2; return 1; }
        done
        if curl -s "127.0.0.1:$port/_cluster/health" | grep -q "\"status\":\"green\".*\"number_of_nodes\":$nodes,"; then
            seq -s , "$port" $((port + last)) | sed 's/[0-9][0-9]*/127.0.0.1:&/g; s/^/http:\/\//'
            return
        fi
        sleep 1
    done
    echo "the nodes were not together within 120 s" >&2
    return 1
}

# Ends node number $1 and waits until it is gone.
end() {
    runs "$1" || return 0
    local pid
    pid=$(cat "$folder/pid-$1")
    kill "$2" "$pid" 2> /dev/null || true
    for _ in $(seq 100); do kill -0 "$pid" 2> /dev/null || return 0; sleep 0.1; done
    kill -9 "$pid" 2> /dev/null || true
}

case $what in
start)
    case ${OPENSEARCH:-2.19} in
    2.19) version=2.19 full=2.19.6 ;;
    3.6) version=3.6 full=3.6.0 ;;
    *) echo "OPENSEARCH is 2.19 or 3.6" >&2; exit 2 ;;
    esac
    for tool in javac mvn curl; do
        command -v "$tool" > /dev/null && continue
        echo "$tool is not there: a JDK of 17 or newer, Maven and curl are needed (openjdk-17-jdk-headless, maven, curl)" >&2
        exit 1
    done
    nodes=${5:-1}
    for pid in "$folder"/pid-*; do [ ! -f "$pid" ] || end "${pid##*-}" -TERM; done
    if curl -s -o /dev/null "127.0.0.1:${3:-9200}"; then
        echo "something answers on port ${3:-9200} already: name another behind the folder" >&2
        exit 1
    fi
    lib=$folder/lib-$version
    if [ ! -d "$lib" ]; then
        echo "fetching OpenSearch $full" >&2
        mvn -q -B -Dstyle.color=never -f "$here/pom.xml" dependency:copy-dependencies "-Dopensearch=$full" "-DoutputDirectory=$lib.new" >&2
        mv "$lib.new" "$lib"
    fi
    mkdir -p "$folder/classes-$version"
    javac -cp "$lib/*" -d "$folder/classes-$version" "$here/StartNode.java" "$here/$version/OneNode.java" >&2
    rm -rf "$folder"/node-* "$folder"/pid-* "$folder"/log-*
    echo "$version ${3:-9200} ${4:-512m} $nodes" > "$folder/shape"
    for n in $(seq 0 $((nodes - 1))); do node "$n"; done
    whole || { "$0" stop "$folder"; exit 1; }
    ;;
again) node "$3" && whole ;;
stop)
    if [ $# -gt 2 ]; then
        end "$3" -KILL
    else
        for pid in "$folder"/pid-*; do [ ! -f "$pid" ] || end "${pid##*-}" -TERM; done
    fi
    ;;
*) "$0" >&2 ;;
esac
