package io.quarkiverse.strata.schema;

import java.util.List;

/** Which rows a partition takes. The values are SQL literals, or {@code MINVALUE} and {@code MAXVALUE}. */
public sealed interface PartitionBounds extends Described {

    /** The bounds as they stand behind the partition's name. */
    String sql();

    /** From the first values (included) to the second (excluded). */
    record Range(List<String> from, List<String> to) implements PartitionBounds {
        public Range {
            from = List.copyOf(from);
            to = List.copyOf(to);
        }

        @Override
        public String sql() {
            return "FOR VALUES FROM (" + String.join(", ", from) + ") TO (" + String.join(", ", to) + ")";
        }

        @Override
        public void describe(Canonical out) {
            out.value("kind", "range").texts("from", from).texts("to", to);
        }
    }

    /** One of these values. */
    record In(List<String> values) implements PartitionBounds {
        public In {
            values = List.copyOf(values);
        }

        @Override
        public String sql() {
            return "FOR VALUES IN (" + String.join(", ", values) + ")";
        }

        @Override
        public void describe(Canonical out) {
            out.value("kind", "list").texts("values", values);
        }
    }

    /** The hash divided by the modulus leaves this remainder. */
    record Hash(int modulus, int remainder) implements PartitionBounds {
        @Override
        public String sql() {
            return "FOR VALUES WITH (MODULUS " + modulus + ", REMAINDER " + remainder + ")";
        }

        @Override
        public void describe(Canonical out) {
            out.value("kind", "hash").value("modulus", "" + modulus).value("remainder", "" + remainder);
        }
    }

    /** Whatever no other partition takes. */
    record Default() implements PartitionBounds {
        @Override
        public String sql() {
            return "DEFAULT";
        }

        @Override
        public void describe(Canonical out) {
            out.value("kind", "default");
        }
    }
}
