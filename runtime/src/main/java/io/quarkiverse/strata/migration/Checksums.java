package io.quarkiverse.strata.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import io.quarkiverse.strata.schema.Canonical;
import io.quarkiverse.strata.schema.SchemaChange;

/** What tells that a migration is still the one that ran. */
final class Checksums {

    /** The version of these rules, stored beside each checksum. */
    static final int FORMAT = Canonical.FORMAT;

    private Checksums() {
    }

    /** Of what a class recorded, not of the SQL made of it. */
    static String of(List<SchemaChange> changes) {
        return sha256(Canonical.of(changes).replace("\r\n", "\n"));
    }

    /** Of a file, whatever its line ends and trailing blanks. */
    static String of(String file) {
        return sha256(file.replace("\uFEFF", "").lines().map(String::stripTrailing).collect(Collectors.joining("\n"))
                .stripTrailing());
    }

    /** Of the whole history, as the query of {@link History} computes it in the server. */
    static String ofAll(Collection<MigrationDefinition> definitions) {
        return sha256(definitions.stream().map(definition -> definition.id() + " " + definition.checksum()).sorted()
                .collect(Collectors.joining("\n")));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
