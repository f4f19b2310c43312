package io.quarkiverse.strata.schema;

/** A range type. Each method changes this builder and returns it. */
public final class RangeTypeBuilder {

    private final String name;
    private final String subtype;
    private String operatorClass;
    private String collation;
    private String canonical;
    private String difference;
    private String multirange;

    RangeTypeBuilder(String name, String subtype) {
        this.name = name;
        this.subtype = subtype;
    }

    /** How the bounds are compared; the subtype's usual way when not called. */
    public RangeTypeBuilder operatorClass(String operatorClass) {
        this.operatorClass = operatorClass;
        return this;
    }

    /** The collation of the bounds. */
    public RangeTypeBuilder collation(String collation) {
        this.collation = collation;
        return this;
    }

    /** The function that makes equal ranges look the same; it needs a shell type, which is {@link Schema#sql} to create. */
    public RangeTypeBuilder canonical(String function) {
        canonical = function;
        return this;
    }

    /** The function that tells how far two bounds are apart, for GiST indexes. */
    public RangeTypeBuilder difference(String function) {
        difference = function;
        return this;
    }

    /** The name of the multirange type. */
    public RangeTypeBuilder multirange(String name) {
        multirange = name;
        return this;
    }

    CreateRangeType build() {
        return new CreateRangeType(name, subtype, operatorClass, collation, canonical, difference, multirange);
    }
}
