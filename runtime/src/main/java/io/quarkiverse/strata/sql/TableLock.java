package io.quarkiverse.strata.sql;

/** The modes in which a table can be locked, weakest first; the manual's chapter on explicit locking tells which conflict. */
public enum TableLock {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    String sql() {
        return name().replace('_', ' ');
    }
}
