package io.quarkiverse.strata.tpch;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The words that names, kinds and comments are made of. */
final class Words {

    static final List<String> REGIONS = List.of("AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST");
    /** Each with the number of its region. */
    static final List<String> NATIONS = List.of("ALGERIA 0", "ARGENTINA 1", "BRAZIL 1", "CANADA 1", "EGYPT 4", "ETHIOPIA 0",
            "FRANCE 3", "GERMANY 3", "INDIA 2", "INDONESIA 2", "IRAN 4", "IRAQ 4", "JAPAN 2", "JORDAN 4", "KENYA 0",
            "MOROCCO 0", "MOZAMBIQUE 0", "PERU 1", "CHINA 2", "ROMANIA 3", "SAUDI ARABIA 4", "VIETNAM 2", "RUSSIA 3",
            "UNITED KINGDOM 3", "UNITED STATES 1");
    static final List<String> SEGMENTS = List.of("AUTOMOBILE", "BUILDING", "FURNITURE", "HOUSEHOLD", "MACHINERY");
    static final List<String> PRIORITIES = List.of("1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW");
    static final List<String> MODES = List.of("AIR", "FOB", "MAIL", "RAIL", "REG AIR", "SHIP", "TRUCK");
    static final List<String> INSTRUCTIONS = List.of("COLLECT COD", "DELIVER IN PERSON", "NONE", "TAKE BACK RETURN");
    static final List<String> SIZES = List.of("STANDARD", "SMALL", "MEDIUM", "LARGE", "ECONOMY", "PROMO");
    static final List<String> FINISHES = List.of("ANODIZED", "BURNISHED", "PLATED", "POLISHED", "BRUSHED");
    static final List<String> METALS = List.of("TIN", "NICKEL", "BRASS", "STEEL", "COPPER");
    static final List<String> BOX_SIZES = List.of("SM", "MED", "LG", "JUMBO", "WRAP");
    static final List<String> BOXES = List.of("CASE", "BOX", "BAG", "PKG", "PACK");
    static final List<String> COLORS = List.of("almond", "amber", "azure", "beige", "black", "blue", "bronze", "brown",
            "cherry", "coral", "cream", "crimson", "cyan", "denim", "ebony", "emerald", "forest", "gold", "gray", "green",
            "indigo", "ivory", "jade", "khaki", "lemon", "lilac", "lime", "linen", "magenta", "maroon", "mint", "mustard",
            "navy", "ochre", "olive", "orange", "orchid", "peach", "pearl", "pink", "plum", "purple", "red", "rose", "ruby",
            "rust", "salmon", "sand", "scarlet", "sienna", "silver", "slate", "tan", "teal", "topaz", "violet", "white", "wine",
            "yellow");

    private static final List<String> PROSE = List.of("bold", "careful", "deposits", "express", "final", "furious", "ideas",
            "ironic", "packages", "pending", "quick", "regular", "sleep", "slow", "theodolites", "unusual", "wake");

    private Words() {
    }

    static String one(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    static String several(Random random, int number, List<String> of) {
        return IntStream.range(0, number).mapToObj(i -> one(random, of)).collect(Collectors.joining(" "));
    }

    static String prose(Random random) {
        return several(random, 3, PROSE);
    }

    /** Where one of {@code chance} texts has two words, something between them. */
    static String sometimes(Random random, int chance, String first, String second) {
        return random.nextInt(chance) > 0 ? prose(random) : "is " + first + " " + one(random, PROSE) + " " + second + " here";
    }
}
