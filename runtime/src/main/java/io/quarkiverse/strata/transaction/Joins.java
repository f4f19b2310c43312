package io.quarkiverse.strata.transaction;

import io.quarkiverse.strata.IsolationLevel;
import io.quarkiverse.strata.Propagation;
import io.quarkiverse.strata.TransactionOptions;

/** Whether a transaction that is asked for inside another one can be a part of it. */
final class Joins {

    private Joins() {
    }

    /** @throws io.quarkiverse.strata.DatabaseException when what is asked for isn't there */
    static void check(Scope outer, TransactionOptions asked) {
        IsolationLevel has = outer.options.isolation() == IsolationLevel.DEFAULT ? IsolationLevel.READ_COMMITTED
                : outer.options.isolation();
        if (asked.isolation().compareTo(has) > 0) {
            throw Errors.joinsWeaker(outer.session.pool().dataSource(), outer, asked);
        }
        asked.settings().forEach((setting, value) -> {
            if (!value.equals(outer.options.settings().get(setting))) {
                throw Errors.joinsOtherSetting(outer.session.pool().dataSource(), outer, asked, setting);
            }
        });
    }

    /** Whether it joins or is a savepoint of the one around it. */
    static boolean inside(Scope outer, TransactionOptions asked) {
        return outer != null && asked.propagation() != Propagation.REQUIRES_NEW;
    }
}
