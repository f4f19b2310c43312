package io.quarkiverse.strata.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.quarkiverse.strata.benchmarks.peer.HibernateReactivePeer;
import io.quarkiverse.strata.benchmarks.peer.JdbcPeer;
import io.quarkiverse.strata.benchmarks.peer.StrataPeer;
import io.quarkiverse.strata.benchmarks.peer.TransactionPeer;
import io.quarkiverse.strata.benchmarks.peer.VertxPeer;

/** What a transaction adds to the statement in it: in time on the loopback interface, and in round trips. */
final class TransactionContest {

    private static final String FLOOR = "Vert.x client";
    private static final String BARE = ", without transaction";
    /** JDBC's driver names a statement to the server from its fifth run on. */
    private static final int WARM = 10;
    private static final int FRESH = 5;

    private TransactionContest() {
    }

    private static Map<String, Function<Database, TransactionPeer>> entrants() {
        Map<String, Function<Database, TransactionPeer>> entrants = new LinkedHashMap<>();
        entrants.put(FLOOR, VertxPeer::new);
        entrants.put("Strata", StrataPeer::new);
        entrants.put("Hibernate Reactive", HibernateReactivePeer::new);
        entrants.put("JDBC with HikariCP", JdbcPeer::new);
        return entrants;
    }

    static void run(Referee referee, Database database) throws Exception {
        overhead(referee, database);
        try (Link link = new Link(database.port())) {
            Database far = new Database(link.port(), database.name(), 1);
            roundTrips("a read in a transaction", link, far, TransactionPeer::readFirst);
            roundTrips("a change in a transaction", link, far, TransactionPeer::writeFirst);
            roundTrips("a read and a change in a transaction", link, far, TransactionPeer::transaction);
        }
    }

    private static void overhead(Referee referee, Database database) throws Exception {
        Map<String, TransactionPeer> peers = new LinkedHashMap<>();
        entrants().forEach((name, peer) -> peers.put(name, peer.apply(database)));
        referee.judge(
                List.of(contest("a read", peers, TransactionPeer::one, TransactionPeer::readFirst),
                        contest("a change", peers, TransactionPeer::change, TransactionPeer::writeFirst)),
                TransactionContest::difference);
        peers.values().forEach(TransactionPeer::close);
    }

    private static Contest contest(String name, Map<String, TransactionPeer> peers, Function<TransactionPeer, Work> bare,
            Function<TransactionPeer, Work> inTransaction) {
        Contest contest = Contest.of(name, FLOOR);
        peers.forEach((entrant, peer) -> contest.enter(entrant + BARE, bare.apply(peer))
                .enter(entrant, inTransaction.apply(peer)));
        return contest;
    }

    /** Tells what is left of each round's time when that of the statement alone is taken away. */
    private static void difference(Contest contest, Map<String, List<Double>> nanos) {
        Map<String, List<Double>> whole = new LinkedHashMap<>();
        Map<String, List<Double>> added = new LinkedHashMap<>();
        for (String entrant : entrants().keySet()) {
            List<Double> inTransaction = nanos.get(entrant);
            List<Double> bare = nanos.get(entrant + BARE);
            List<Double> differences = new ArrayList<>();
            for (int round = 0; round < bare.size(); round++) {
                differences.add(inTransaction.get(round) - bare.get(round));
            }
            whole.put(entrant, inTransaction);
            added.put(entrant, differences);
        }
        Fork.tell(Contest.of(contest.name() + " in a transaction", FLOOR), whole);
        Fork.tell(Contest.of("what the transaction adds to " + contest.name(), FLOOR), added);
    }

    /** Cold: on a connection that has run another statement, but none of these. */
    private static void roundTrips(String name, Link link, Database database, Function<TransactionPeer, Work> work)
            throws Exception {
        Map<String, List<Double>> cold = new LinkedHashMap<>();
        Map<String, List<Double>> warm = new LinkedHashMap<>();
        for (Map.Entry<String, Function<Database, TransactionPeer>> entrant : entrants().entrySet()) {
            for (int fresh = 0; fresh < FRESH; fresh++) {
                try (TransactionPeer peer = entrant.getValue().apply(database)) {
                    peer.ping().run(1);
                    Work once = work.apply(peer);
                    cold.computeIfAbsent(entrant.getKey(), key -> new ArrayList<>()).add(count(link, once));
                    once.run(WARM);
                    warm.computeIfAbsent(entrant.getKey(), key -> new ArrayList<>()).add(count(link, once));
                }
            }
        }
        Fork.tell(Contest.of("round trips of " + name + ", statements new to the connection", FLOOR), cold);
        Fork.tell(Contest.of("round trips of " + name, FLOOR), warm);
    }

    private static double count(Link link, Work work) throws Exception {
        long before = link.roundTrips();
        work.run(1);
        return link.roundTrips() - before;
    }
}
