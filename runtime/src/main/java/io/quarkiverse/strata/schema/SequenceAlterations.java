package io.quarkiverse.strata.schema;

import static io.quarkiverse.strata.schema.Alteration.Action.*;

import java.util.function.Consumer;

/** What can be altered about a sequence. */
public final class SequenceAlterations extends Alterations {

    SequenceAlterations(Changes changes, String name) {
        super(changes, ObjectKind.SEQUENCE, name);
    }

    /** Begins again at its first number; there is no way back. */
    public void restart() {
        alter(Alteration.of(RESTART), (Alteration) null);
    }

    /** Goes on with this number; there is no way back. */
    public void restartWith(long number) {
        alter(Alteration.of(RESTART, "WITH " + number), (Alteration) null);
    }

    /** How it counts: {@code set(sequence -> sequence.cache(50)).was(sequence -> sequence.cache(1))}. */
    public AlterationBuilder<Consumer<SequenceBuilder>> set(Consumer<SequenceBuilder> counting) {
        return alter(counting(counting), SequenceAlterations::counting);
    }

    private static Alteration counting(Consumer<SequenceBuilder> counting) {
        SequenceBuilder builder = new SequenceBuilder();
        counting.accept(builder);
        String options = builder.options().sql();
        if (options.isEmpty()) {
            throw new IllegalArgumentException("STRATA-3104: set(…) on a sequence changes nothing: say cache(…) or the like");
        }
        return Alteration.of(SET_SEQUENCE, options);
    }
}
