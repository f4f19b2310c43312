package io.quarkiverse.strata.pool;

import java.util.List;
import java.util.stream.Collectors;

import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.execution.Failures;
import io.vertx.pgclient.PgException;

/** What is told where no connection to the primary can be had. */
final class HostFailures {

    private final String dataSource;
    private final List<Host> all;

    HostFailures(String dataSource, List<Host> all) {
        this.dataSource = dataSource;
        this.all = all;
    }

    /**
     * There is no primary.
     *
     * @param alarm why nobody is used although somebody claims to be it; null where that isn't so
     * @param timeline the highest that was seen
     */
    Throwable none(String alarm, int timeline, Throwable cause) {
        if (alarm != null) {
            return new ConnectionLostException(alarm, Failures.details("STRATA-2134", dataSource, null), cause);
        }
        if (hasStandby()) {
            return new AwaitedPrimaryException(dataSource, described(), cause);
        }
        Host old = all.stream().filter(host -> host.answers() && isOutdated(host, timeline)).findFirst().orElse(null);
        if (old != null) {
            return outdated(old, old.last(), timeline);
        }
        Host refusing = all.stream().filter(host -> host.problem() != null && !host.isSilent()).findFirst().orElse(null);
        if (refusing != null) {
            return refused(refusing, (PgException) refusing.problem());
        }
        return new ConnectionLostException("no host of datasource " + dataSource + " can be reached: " + described()
                + ". Check quarkus.datasource.reactive.url and that the servers run.",
                Failures.details("STRATA-2103", dataSource, null), cause);
    }

    boolean hasStandby() {
        return all.stream().anyMatch(host -> host.answers() && host.last().standby());
    }

    String described() {
        return all.stream().map(Host::described).collect(Collectors.joining(", "));
    }

    /** Whether it was a primary before another server became it. */
    static boolean isOutdated(Host host, int timeline) {
        Incarnation last = host.last();
        return last != null && !last.standby() && last.timeline() < timeline;
    }

    /** @param found who is behind the address, and mustn't be used */
    ConnectionLostException outdated(Host host, Incarnation found, int timeline) {
        return new ConnectionLostException(host.name() + " of datasource " + dataSource + (found.standby() ? " is a standby now"
                : " is on timeline " + found.timeline() + ", and the primary was seen on timeline " + timeline
                        + ": what it has is older. Let it follow the primary, or, where it is the one to go on with, start the "
                        + "application again"),
                Failures.details("STRATA-2135", dataSource, null), null);
    }

    private Throwable refused(Host host, PgException refusal) {
        boolean mute = "42501".equals(refusal.getSqlState()) || "42883".equals(refusal.getSqlState());
        return !mute ? refusal
                : new DatabaseException(host.name() + " of datasource " + dataSource
                        + " doesn't tell who it is, so that nobody knows which of the hosts is the primary: "
                        + refusal.getErrorMessage() + ". Give the role EXECUTE on pg_control_system(), "
                        + "pg_control_checkpoint() and pg_control_recovery(), or name one address alone.",
                        Failures.details("STRATA-2144", dataSource, null), refusal);
    }
}
