package io.quarkiverse.strata.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides which migrations share a transaction. */
record MigrationGroups(MigratorOptions options, Failures failures) {

    private static final String GAP = Endangered.GAP;
    private static final Pattern ADDS_LABEL = Pattern.compile("^ALTER" + GAP + "TYPE" + GAP + "(" + Endangered.NAME + ")" + GAP
            + "ADD" + GAP + "VALUE" + GAP + "(?:IF" + GAP + "NOT" + GAP + "EXISTS" + GAP + ")?('(?:[^']|'')*').*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** In order; where they are undone each is alone. */
    List<List<Move>> of(List<Move> moves) {
        boolean together = options.transactions() != MigrationTransactions.EACH && moves.stream().allMatch(Move::up);
        boolean all = together && options.transactions() == MigrationTransactions.ALL && moves.size() > 1;
        List<List<Move>> groups = new ArrayList<>();
        boolean open = false;
        for (int i = 0; i < moves.size(); i++) {
            Move move = moves.get(i);
            boolean whole = move.steps().transactional() && move.begun() == null;
            if (all && !whole) {
                throw refused(move, "it runs in steps");
            }
            if (!open) {
                groups.add(new ArrayList<>());
            } else if (!whole) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(move);
            String label = together ? usedLater(moves, i) : null;
            if (all && label != null) {
                throw refused(move,
                        "the label " + label + ", which it adds to a type, is used later, and PostgreSQL allows that"
                                + " only after a COMMIT");
            }
            open = together && whole && label == null;
        }
        return groups;
    }

    /** A label that the migration adds to a type that was there before, and that a later statement has. */
    private static String usedLater(List<Move> moves, int index) {
        for (SqlStatement statement : moves.get(index).steps().statements()) {
            Matcher adds = ADDS_LABEL.matcher(statement.text());
            if (adds.matches() && moves.subList(0, index + 1).stream().noneMatch(move -> creates(move, adds.group(1)))
                    && moves.subList(index + 1, moves.size()).stream().flatMap(move -> move.steps().statements().stream())
                            .anyMatch(later -> later.text().contains(adds.group(2)))) {
                return adds.group(2);
            }
        }
        return null;
    }

    private static boolean creates(Move move, String type) {
        return move.steps().statements().stream().anyMatch(statement -> statement.words().size() > 1
                && statement.words().subList(0, 2).equals(List.of("create", "type")) && statement.text().contains(type));
    }

    private RuntimeException refused(Move move, String why) {
        return failures.of("STRATA-3225", "the migrations of datasource " + options.dataSource()
                + " can't share one transaction: " + move.migration().label() + ": " + why
                + ". Nothing was sent. Set quarkus.strata.migration.transactions=groups, or run those up to it alone with an"
                + " earlier version of the application", move.migration().id(), null);
    }
}
