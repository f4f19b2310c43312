package io.quarkiverse.strata.sql;

/** What IS TRUE and its like take: a condition, or an expression that gives true, false or null. The answer is never null. */
public sealed interface Testable extends Operand permits Expression, Condition {

    default Condition isTrue() {
        return new IsTest(this, "IS TRUE");
    }

    /** False or null. */
    default Condition isNotTrue() {
        return new IsTest(this, "IS NOT TRUE");
    }

    default Condition isFalse() {
        return new IsTest(this, "IS FALSE");
    }

    /** True or null. */
    default Condition isNotFalse() {
        return new IsTest(this, "IS NOT FALSE");
    }

    /** {@code IS UNKNOWN}: null, as what is compared with null gives it. */
    default Condition isUnknown() {
        return new IsTest(this, "IS UNKNOWN");
    }

    default Condition isNotUnknown() {
        return new IsTest(this, "IS NOT UNKNOWN");
    }
}
