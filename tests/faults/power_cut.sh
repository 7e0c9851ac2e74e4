#!/usr/bin/env bash
# Power cuts while nutgraf ingests: power_cut.sh NUTGRAF FOLDER [ROUNDS]
#
# NUTGRAF is the program, FOLDER holds articles enough for some seconds. In each round the power goes at a random write: what
# was not synced is lost in part (power_cut.c). Then the file must be sound, have all articles that were committed, and
# end, once ingested again, with the same facts as an undisturbed run. Needs gcc and the sqlite3 shell.
set -euo pipefail
nutgraf=$(realpath "$1") folder=$(realpath "$2") rounds=${3:-20}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -O1 -shared -fPIC -o "$work/power_cut.so" "$here/power_cut.c" -ldl -lpthread

facts() { # what the database says, without the numbers that depend on how often it was interrupted
  sqlite3 "$1" "
    SELECT content_hash, title, outlet, published_on, is_counted FROM articles ORDER BY 1;
    SELECT uri, raw_hash, status, problem FROM inputs ORDER BY 1, 2;
    SELECT key, kind, name, country, mention_count, article_count FROM entities WHERE mention_count > 0 ORDER BY 1;
    SELECT q.key, q.text, e.key, s.key FROM quotes AS q LEFT JOIN entities AS e ON e.id = q.speaker_id
      LEFT JOIN statements AS s ON s.id = q.statement_id ORDER BY 1, 2, 3;
    SELECT v.key, v.type, v.date_start, v.negated, h.key FROM events AS v LEFT JOIN happenings AS h ON h.id = v.happening_id ORDER BY 1, 2;
    SELECT key, title, article_count FROM stories ORDER BY 1;" | sha256sum
}
ingest() { "$nutgraf" ingest "$folder" --db "$1" --quiet --today 2026-01-01 2> "$work/stderr"; }
articles() { sqlite3 "$1" "SELECT count(*) FROM articles" 2> /dev/null || echo 0; }

ingest "$work/whole.db"
whole=$(facts "$work/whole.db")
all=1000000000
LD_PRELOAD="$work/power_cut.so" POWER_CUT_SUFFIX=counted.db POWER_CUT_AFTER=$all POWER_CUT_LEFT="$work/left" ingest "$work/counted.db"
writes=$((all - $(cat "$work/left")))
echo "$(articles "$work/whole.db") articles, $writes writes"

# Were no sync ever to reach the disk, a cut must show: else the simulation proves nothing.
LD_PRELOAD="$work/power_cut.so" POWER_CUT_NO_SYNC=1 POWER_CUT_SUFFIX=bad.db POWER_CUT_AFTER=$((writes * 9 / 10)) ingest "$work/bad.db" || true
mv "$work/bad.db-wal.before" "$work/seen.db-wal"
mv "$work/bad.db.before" "$work/seen.db"
[ "$(articles "$work/bad.db")" != "$(articles "$work/seen.db")" ] || { echo "the simulation loses nothing"; exit 1; }

failed=0
for round in $(seq "$rounds"); do
  db=$work/cut.db
  after=$(((RANDOM * 32768 + RANDOM) % writes))
  for try in 1 2 3; do
    rm -f "$work"/cut.db*
    status=0
    LD_PRELOAD="$work/power_cut.so" POWER_CUT_SUFFIX=cut.db POWER_CUT_AFTER=$after POWER_CUT_SEED=$round ingest "$db" || status=$?
    # A faster run commits less often and has fewer writes: it may be over before the cut.
    [ "$status" = 0 ] || break
    after=$((after / 2))
  done
  # The copy of what a kill would have left; its log must go by the name that SQLite looks for.
  for part in "" -wal -journal; do [ ! -e "$db$part.before" ] || mv "$db$part.before" "$work/before.db$part"; done
  before=$(articles "$work/before.db") kept=$(articles "$db")
  rm -f "$work"/before.db*
  sound=$([ ! -s "$db" ] && echo ok || sqlite3 "$db" "PRAGMA integrity_check" 2>&1 | head -1)
  finished=0
  ingest "$db" || finished=$?
  verdict=ok
  [ "$status" = 99 ] || verdict="the cut did not happen (exit $status)"
  [ "$sound" = ok ] || verdict="unsound: $sound"
  [ "$kept" -ge "$before" ] || verdict="$before articles were committed, $kept are left"
  [ "$finished" = 0 ] || verdict="cannot go on (exit $finished): $(head -1 "$work/stderr")"
  [ "$verdict" != ok ] || [ "$(facts "$db")" = "$whole" ] || verdict="other facts than an undisturbed run"
  [ "$verdict" != ok ] || "$nutgraf" doctor --db "$db" > /dev/null || verdict="doctor finds faults"
  [ "$verdict" = ok ] || failed=$((failed + 1))
  echo "round $round: cut at write $after, $before articles committed, $kept kept: $verdict"
done
echo "$rounds rounds, $failed failed"
[ "$failed" = 0 ]
