package io.quarkiverse.strata.sql;

import java.util.List;
import java.util.function.Consumer;

/** Small helps for immutable lists and for writing them. */
final class Lists {

    private Lists() {
    }

    static <E> List<E> plus(List<E> list, E element) {
        return list.isEmpty() ? List.of(element) : concat(list, List.of(element));
    }

    /** Many of them are made while a statement is built: an array is copied once, a list twice. */
    @SuppressWarnings("unchecked")
    static <E> List<E> concat(List<? extends E> list, List<? extends E> more) {
        if (list.isEmpty()) {
            return List.copyOf(more);
        }
        Object[] longer = new Object[list.size() + more.size()];
        int at = 0;
        for (int i = 0; i < list.size(); i++) {
            longer[at++] = list.get(i);
        }
        for (int i = 0; i < more.size(); i++) {
            longer[at++] = more.get(i);
        }
        return (List<E>) List.of(longer);
    }

    /** The arguments of a call, none of which may be null. */
    @SafeVarargs
    static <E> List<E> given(String call, E... elements) {
        for (E element : elements) {
            Misuse.given(element, call);
        }
        return List.of(elements);
    }

    @SafeVarargs
    static <E> List<E> of(String call, E first, E... more) {
        Misuse.given(first, call);
        return more.length == 0 ? List.of(first) : concat(List.of(first), given(call, more));
    }

    static void commas(SqlWriter writer, List<? extends Node> nodes) {
        commas(writer, nodes, node -> {
            if (node instanceof Operand operand) {
                Precedence.OR.write(writer, operand);
            } else {
                writer.node(node);
            }
        });
    }

    static void names(SqlWriter writer, List<String> names) {
        commas(writer, names, writer::identifier);
    }

    static <E> void commas(SqlWriter writer, List<E> elements, Consumer<? super E> each) {
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                writer.sql(", ");
            }
            each.accept(elements.get(i));
        }
    }
}
