package io.quarkiverse.strata.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.execution.Deadline;
import io.quarkiverse.strata.execution.Outcome;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** What is to be done after a scope's end, in the order of registration; guarded by the session's lock. */
final class Hooks {

    /** After which outcome of the transaction a hook runs. */
    enum When {
        COMMITTED,
        ROLLED_BACK,
        /** It belongs to a savepoint that was rolled back, whatever becomes of the rest. */
        EVER
    }

    private record Hook(When when, Supplier<? extends Uni<?>> action) {
    }

    private static final Logger LOG = Logger.getLogger(Hooks.class);

    private List<Hook> hooks = List.of();

    void add(When when, Supplier<? extends Uni<?>> action) {
        add(new Hook(when, action));
    }

    /** Takes over those of a savepoint that has ended. */
    void addAll(Hooks inner, boolean kept) {
        for (Hook hook : inner.hooks) {
            if (kept || hook.when == When.EVER) {
                add(hook);
            } else if (hook.when == When.ROLLED_BACK) {
                add(new Hook(When.EVER, hook.action));
            }
        }
        inner.hooks = List.of();
    }

    /** Takes those out that are due after this outcome; the others are dropped. */
    List<Supplier<? extends Uni<?>>> due(Outcome outcome) {
        List<Supplier<? extends Uni<?>>> due = new ArrayList<>(hooks.size());
        for (Hook hook : hooks) {
            if (hook.when == When.EVER || hook.when.name().equals(outcome.name())) {
                due.add(hook.action);
            }
        }
        hooks = List.of();
        return due;
    }

    /** Runs hooks one after another. Never fails. @param of what they belong to, for the log */
    static Future<Void> run(List<Supplier<? extends Uni<?>>> due, Context context, String of) {
        Future<Void> all = Future.succeededFuture();
        Context unhurried = due.isEmpty() ? context : Deadline.without(context);
        for (Supplier<? extends Uni<?>> hook : due) {
            all = all.compose(done -> run(hook, unhurried, of));
        }
        return all;
    }

    private static Future<Void> run(Supplier<? extends Uni<?>> hook, Context context, String of) {
        Promise<Void> over = Promise.promise();
        try {
            Uni<?> action = hook.get();
            if (action == null) {
                return Future.succeededFuture();
            }
            action.subscribe().with(context, item -> over.complete(), failure -> {
                failed(failure, of);
                over.complete();
            });
        } catch (Throwable mistake) {
            failed(mistake, of);
            return Future.succeededFuture();
        }
        return over.future();
    }

    private static void failed(Throwable failure, String of) {
        LOG.errorf(failure, "STRATA-2423: a hook of %s failed; the transaction itself ended before and stays as it is", of);
    }

    private void add(Hook hook) {
        if (hooks.isEmpty()) {
            hooks = new ArrayList<>();
        }
        hooks.add(hook);
    }
}
