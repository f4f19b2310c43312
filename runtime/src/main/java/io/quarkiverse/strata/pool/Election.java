package io.quarkiverse.strata.pool;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Who of several hosts is the primary: the one out of recovery with the highest timeline that anybody has told of. Two that are
 * out of recovery with the same one are none. Call with the lock of {@link Hosts}.
 */
final class Election {

    private final String dataSource;
    private final List<Host> all;
    /** The database system that all belong to; null until a primary was seen. */
    private Long system;
    private int timeline;
    private String alarm;
    /** Since when two servers claim to be the primary; null while one does. */
    private Long rivalsSince;

    Election(String dataSource, List<Host> all) {
        this.dataSource = dataSource;
        this.all = all;
    }

    /** The highest that was seen, 0 before. */
    int timeline() {
        return timeline;
    }

    /** Why nobody is elected although somebody claims it; null where that isn't so. */
    String alarm() {
        return alarm;
    }

    /** Where a single address leads to. @return false for a server that is older than the one before */
    boolean takes(Incarnation successor) {
        if (system == null) {
            system = successor.system();
        }
        if (system != successor.system()) {
            return true; // several systems behind one address have no order
        }
        if (successor.timeline() < timeline) {
            return false;
        }
        timeline = successor.timeline();
        return true;
    }

    /**
     * One that doesn't answer is still what it was, as far as anybody knows.
     *
     * @param before who was elected the last time
     * @return the addresses of the primary, none where there is no primary
     */
    List<Host> elect(List<Host> before) {
        List<Host> out = all.stream().filter(host -> host.last() != null && !host.last().standby()).toList();
        if (system == null && !chooseSystem(out)) {
            return List.of();
        }
        for (Host host : all) {
            if (host.last() != null && host.last().system() == system) {
                timeline = Math.max(timeline, host.last().timeline());
            }
        }
        List<Host> claims = out.stream().filter(host -> host.last().system() == system && host.last().timeline() == timeline)
                .toList();
        if (areRivals(claims)) {
            return ofRivals(claims, before);
        }
        List<Host> agreed = agreed(claims);
        Host other = all.stream().filter(host -> host.answers() && host.last().system() != system).findFirst().orElse(null);
        if (other != null && all.stream().noneMatch(host -> host.answers() && host.last().system() == system)) {
            alarm = other.name() + " of datasource " + dataSource
                    + " belongs to another database system than the primary that was "
                    + "seen. Nothing is sent to it; where it is the one to go on with, start the application again";
        }
        return agreed;
    }

    /** @return false where nobody is out of recovery, or primaries of several systems are */
    private boolean chooseSystem(List<Host> out) {
        boolean mixed = out.stream().map(host -> host.last().system()).distinct().count() > 1;
        if (mixed) {
            alarm = "the hosts of datasource " + dataSource + " belong to several database systems: " + names(out)
                    + " are primaries of different ones. Nothing is sent to them; name those of one in "
                    + "quarkus.datasource.reactive.url";
        }
        if (out.isEmpty() || mixed) {
            return false;
        }
        system = out.get(0).last().system();
        return true;
    }

    private static boolean areRivals(List<Host> claims) {
        return claims.stream().map(host -> host.last().started()).distinct().count() > 1;
    }

    private List<Host> agreed(List<Host> claims) {
        alarm = null;
        rivalsSince = null;
        List<Host> answering = claims.stream().filter(Host::answers).toList();
        return answering.isEmpty() ? claims : answering;
    }

    /**
     * It may be one server that was started again meanwhile, so all are asked anew; an address that doesn't answer since then,
     * of the server that another one was before, is that server's.
     */
    private List<Host> ofRivals(List<Host> claims, List<Host> before) {
        if (rivalsSince == null) {
            rivalsSince = System.nanoTime();
        }
        long since = rivalsSince;
        if (!claims.stream().allMatch(host -> host.isLookedSince(since))) {
            return before.stream().filter(claims::contains).toList();
        }
        List<Host> real = claims.stream().filter(host -> host.isHeardSince(since)
                || claims.stream().noneMatch(other -> other.isHeardSince(since) && other.was(host.last().started()))).toList();
        if (!areRivals(real)) {
            return agreed(real);
        }
        alarm = names(real) + " of datasource " + dataSource + " are both out of recovery on timeline " + timeline
                + ", so which of them has what the other hasn't can't be told. Nothing is sent to them; make one of them "
                + "follow the other";
        return List.of();
    }

    private static String names(List<Host> hosts) {
        return hosts.stream().map(Host::name).collect(Collectors.joining(" and "));
    }
}
