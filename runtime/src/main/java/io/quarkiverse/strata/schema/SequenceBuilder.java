package io.quarkiverse.strata.schema;

/** How a sequence, or an identity column's, counts. Each method changes this builder and returns it. */
public final class SequenceBuilder {

    private String type;
    private Long start;
    private Long increment;
    private Long min;
    private Long max;
    private Long cache;
    private boolean cycle;
    private String ownedBy;
    private boolean unlogged;
    private boolean ifNotExists;

    SequenceBuilder() {
    }

    /** {@code smallint}, {@code integer} or {@code bigint}; {@code bigint} when not called. */
    public SequenceBuilder as(String type) {
        this.type = Types.check(type);
        return this;
    }

    /** The first number. */
    public SequenceBuilder startWith(long number) {
        start = number;
        return this;
    }

    /** The step; a negative one counts down. */
    public SequenceBuilder incrementBy(long step) {
        increment = step;
        return this;
    }

    /** The least number. */
    public SequenceBuilder min(long number) {
        min = number;
        return this;
    }

    /** The greatest number. */
    public SequenceBuilder max(long number) {
        max = number;
        return this;
    }

    /** How many numbers a session takes at a time; those that it doesn't use are lost. */
    public SequenceBuilder cache(long numbers) {
        cache = numbers;
        return this;
    }

    /** Begins again behind the last number, instead of failing. */
    public SequenceBuilder cycle() {
        cycle = true;
        return this;
    }

    /** Dropped together with this column; not for identity columns, which own theirs. */
    public SequenceBuilder ownedBy(String table, String column) {
        ownedBy = table + "." + column;
        return this;
    }

    /** Without a write-ahead log, for an unlogged table (PostgreSQL 15); not for identity columns. */
    public SequenceBuilder unlogged() {
        unlogged = true;
        return this;
    }

    /** Nothing happens when there is one of that name; not for identity columns. */
    public SequenceBuilder ifNotExists() {
        ifNotExists = true;
        return this;
    }

    SequenceOptions options() {
        return new SequenceOptions(type, start, increment, min, max, cache, cycle, ownedBy);
    }

    CreateSequence build(String name) {
        return new CreateSequence(name, options(), unlogged, ifNotExists);
    }
}
