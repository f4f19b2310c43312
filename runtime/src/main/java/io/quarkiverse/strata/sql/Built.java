package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** A statement's body with its bound values, its text written once and shared with what {@code bind} makes of it. */
final class Built {

    private final Shared shared;
    private final Map<String, Object> values;
    private volatile Rendered rendered;

    Built(Node body) {
        this(new Shared(body), Map.of());
    }

    private Built(Shared shared, Map<String, Object> values) {
        this.shared = shared;
        this.values = values;
    }

    /** Threads that race write the same text twice at worst. */
    private static final class Shared {
        private final Node body;
        private volatile Template template;

        private Shared(Node body) {
            this.body = body;
        }

        private Template template() {
            Template known = template;
            if (known == null) {
                known = TextWriter.template(body);
                template = known;
            }
            return known;
        }
    }

    /** The same text with one more value; values may be null, which Map.copyOf refuses. */
    Built bind(String name, Object given) {
        Object value = given instanceof Collection<?> list ? Collections.unmodifiableList(new ArrayList<>(list)) : given;
        shared.template().check(name, value);
        Map<String, Object> more = new HashMap<>(values);
        more.put(name, value);
        return new Built(shared, more);
    }

    /** The same text with all of these values, whose names and types the caller knows to be right. */
    Built bindAll(Map<String, Object> all) {
        return new Built(shared, all);
    }

    /** The values of a statement that this one was made of. */
    Built adopt(Built before) {
        return new Built(shared, before.values);
    }

    Rendered rendered() {
        Rendered known = rendered;
        if (known == null) {
            known = shared.template().render(values);
            rendered = known;
        }
        return known;
    }

    Requirement requirement() {
        return shared.template().requirement();
    }

    boolean writes() {
        return shared.template().writes();
    }

    boolean readsOnly() {
        return shared.template().readsOnly();
    }

    boolean mayWrite() {
        return shared.template().mayWrite();
    }

    Touches touches() {
        return shared.template().touches();
    }

    void writeTo(SqlWriter writer) {
        ScopedWriter.of(writer).withBindings(values, () -> writer.node(shared.body));
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this::writeTo);
    }
}
