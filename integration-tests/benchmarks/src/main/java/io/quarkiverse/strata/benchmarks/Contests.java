package io.quarkiverse.strata.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.quarkiverse.strata.benchmarks.peer.Book;
import io.quarkiverse.strata.benchmarks.peer.HibernateOrmPeer;
import io.quarkiverse.strata.benchmarks.peer.HibernateReactivePeer;
import io.quarkiverse.strata.benchmarks.peer.JooqPeer;
import io.quarkiverse.strata.benchmarks.peer.Peer;
import io.quarkiverse.strata.benchmarks.peer.StrataPeer;
import io.quarkiverse.strata.benchmarks.peer.VertxPeer;

/** What is measured in one JVM. */
final class Contests {

    private static final String FLOOR = "Vert.x client";

    private Contests() {
    }

    static void run(Effort effort, String group) throws Exception {
        try (Server server = new Server()) {
            Referee referee = new Referee(effort);
            switch (group) {
                case "queries" -> queries(referee, server.books(), "");
                case "far" -> far(referee, server.books());
                case "transactions" -> TransactionContest.run(referee, server.books());
                case "acquisition" -> acquisition(referee, server.books());
                case "migrations" -> migrations(effort, server);
                default -> throw new IllegalArgumentException(group);
            }
        }
    }

    private static void far(Referee referee, Database database) throws Exception {
        try (Link link = new Link(database.port())) {
            queries(referee, new Database(link.port(), database.name()), ", 1 ms away");
        }
    }

    private static void queries(Referee referee, Database database, String where) throws Exception {
        Map<String, Peer> peers = new LinkedHashMap<>();
        peers.put(FLOOR, new VertxPeer(database));
        peers.put("Strata", new StrataPeer(database));
        peers.put("Hibernate Reactive", new HibernateReactivePeer(database));
        peers.put("Hibernate ORM", new HibernateOrmPeer(database));
        peers.put("jOOQ", new JooqPeer(database));
        referee.judge(List.of(
                contest("one row by key" + where, peers, Peer::one),
                contest("one row by key, as many as the pool takes" + where, peers, Peer::oneConcurrently),
                contest("20 rows" + where, peers, peer -> peer.several(20)),
                contest("1,000 rows" + where, peers, peer -> peer.several(Book.MANY)),
                contest("transaction: read, change" + where, peers, Peer::transaction),
                contest("insert" + where, peers, Peer::insert),
                contest("insert of 1,000 rows" + where, peers, Peer::insertMany)), Fork::tell);
        peers.values().forEach(Peer::close);
    }

    private static Contest contest(String name, Map<String, Peer> peers, Function<Peer, Work> work) {
        Contest contest = Contest.of(name, FLOOR);
        peers.forEach((entrant, peer) -> contest.enter(entrant, work.apply(peer)));
        return contest;
    }

    private static void acquisition(Referee referee, Database database) throws Exception {
        try (Acquisition acquisition = new Acquisition(database)) {
            referee.judge(List.of(acquisition.free(), acquisition.contended()), Fork::tell);
        }
    }

    /** One run takes seconds: few rounds are enough, and warm-up is the first of them. */
    private static void migrations(Effort effort, Server server) throws Exception {
        boolean quick = effort.equals(Effort.QUICK);
        int rounds = quick ? 1 : 3;
        Referee referee = new Referee(new Effort(1, rounds, Duration.ofMillis(1), Duration.ZERO));
        for (int count : quick ? List.of(20) : List.of(100, 1_000)) {
            try (MigrationContest migrations = new MigrationContest(server, count, rounds + 1)) {
                referee.judge(List.of(migrations.contest()), Fork::tell);
            }
        }
    }
}
